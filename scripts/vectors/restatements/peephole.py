"""Long short-term memory with peepholes, and what Greff et al. (2015) take away from it or add to it."""

from .common import Cell, affine, gates, sigmoid, states, tanh


def peephole(without="", coupled=False, squash_in=tanh, squash_out=tanh):
    """The gates in `without` are 1; coupled, the input gate is what the forget gate leaves."""
    def step(p, x, s):
        def gate(name, c):
            return 1 if name in without else sigmoid(affine(p, name, x, s["h"]) + p[name + ".p"] * c)
        f = gate("f", s["c"])
        i = 1 - f if coupled else gate("i", s["c"])
        c = f * s["c"] + i * squash_in(affine(p, "g", x, s["h"]))
        h = gate("o", c) * squash_out(c)
        return h, {"h": h, "c": c}
    return step


def full(p, x, s):
    def gate(name, c):
        return sigmoid(affine(p, name, x, s["h"]) + c @ p[name + ".P"].T)
    c = gate("f", s["c"]) * s["c"] + gate("i", s["c"]) * tanh(affine(p, "g", x, s["h"]))
    h = gate("o", c) * tanh(c)
    return h, {"h": h, "c": c}


def full_gate_recurrence(p, x, s):
    def gate(name, c):
        recurrent = sum(s["gate." + other] @ p[f"{name}.R_{other}"].T for other in "ifo")
        return sigmoid(affine(p, name, x, s["h"]) + p[name + ".p"] * c + recurrent)
    i, f = gate("i", s["c"]), gate("f", s["c"])
    c = f * s["c"] + i * tanh(affine(p, "g", x, s["h"]))
    o = gate("o", c)
    h = o * tanh(c)
    return h, {"h": h, "c": c, "gate.i": i, "gate.f": f, "gate.o": o}


def identity(x):
    return x


def shapes(names):
    return gates({names: "W U b p", "g": "W U b"})


CELLS = {
    "peephole": Cell(peephole(), states("h c"), shapes("i f o")),
    "peephole-full": Cell(full, states("h c"), gates({"i f o": "W U b P", "g": "W U b"})),
    "cifg-peephole": Cell(peephole(coupled=True), states("h c"), shapes("f o")),
    "nig": Cell(peephole(without="i"), states("h c"), shapes("f o")),
    "nfg": Cell(peephole(without="f"), states("h c"), shapes("i o")),
    "nog": Cell(peephole(without="o"), states("h c"), shapes("i f")),
    "niaf": Cell(peephole(squash_in=identity), states("h c"), shapes("i f o")),
    "noaf": Cell(peephole(squash_out=identity), states("h c"), shapes("i f o")),
    "fgr": Cell(full_gate_recurrence, states("h c gate.i gate.f gate.o"), gates({"i f o": "W U b p R_i R_f R_o", "g": "W U b"})),
}
