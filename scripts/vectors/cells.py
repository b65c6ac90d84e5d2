"""
Vectors for the cells of the catalogue: each is restated here plainly, one step at a time, from its equations, and differentiated by PyTorch.
Keys are the checkpoint keys gate.role: W acts on the input, U on the recurrent state, b is a bias, p a diagonal (peephole).
"""

import sys

import torch

from vectors import case, draw, numbers, write

sigmoid, tanh = torch.sigmoid, torch.tanh
INPUT, HIDDEN = 3, 5


def dense(p, gate, x, h):
    return x @ p[gate + ".W"].T + h @ p[gate + ".U"].T


def affine(p, gate, x, h):
    return dense(p, gate, x, h) + p[gate + ".b"]


def relu(x):
    """Data near the kink is refused, so that no rounding decides which side a gradient takes."""
    assert x.abs().min() > 1e-3, "a value within 1e-3 of relu's kink: choose another seed"
    return torch.relu(x)


def rnn(activation):
    def step(p, x, s):
        h = activation(affine(p, "h", x, s["h"]))
        return h, {"h": h}
    return step


def lstm(p, x, s):
    i, f, o = (sigmoid(affine(p, gate, x, s["h"])) for gate in "ifo")
    g = tanh(affine(p, "g", x, s["h"]))
    c = f * s["c"] + i * g
    h = o * tanh(c)
    return h, {"h": h, "c": c}


def lstm_torch(p, x, s):
    def pre(gate):
        return dense(p, gate, x, s["h"]) + p[gate + ".b_ih"] + p[gate + ".b_hh"]
    i, f, g, o = sigmoid(pre("i")), sigmoid(pre("f")), tanh(pre("g")), sigmoid(pre("o"))
    c = f * s["c"] + i * g
    h = o * tanh(c)
    return h, {"h": h, "c": c}


def peephole(p, x, s):
    i = sigmoid(affine(p, "i", x, s["h"]) + p["i.p"] * s["c"])
    f = sigmoid(affine(p, "f", x, s["h"]) + p["f.p"] * s["c"])
    g = tanh(affine(p, "g", x, s["h"]))
    c = f * s["c"] + i * g
    o = sigmoid(affine(p, "o", x, s["h"]) + p["o.p"] * c)
    h = o * tanh(c)
    return h, {"h": h, "c": c}


def cifg(p, x, s):
    f, o = sigmoid(affine(p, "f", x, s["h"])), sigmoid(affine(p, "o", x, s["h"]))
    g = tanh(affine(p, "g", x, s["h"]))
    c = f * s["c"] + (1 - f) * g
    h = o * tanh(c)
    return h, {"h": h, "c": c}


def gru_004(p, x, s):
    h = s["h"]
    z, r = sigmoid(dense(p, "z", x, h)), sigmoid(dense(p, "r", x, h))
    n = tanh(dense(p, "n", x, r * h))
    h = (1 - z) * h + z * n
    return h, {"h": h}


def gru_reset_before(p, x, s):
    h = s["h"]
    z, r = sigmoid(affine(p, "z", x, h)), sigmoid(affine(p, "r", x, h))
    n = tanh(affine(p, "n", x, r * h))
    h = (1 - z) * n + z * h
    return h, {"h": h}


def gru_torch(p, x, s):
    h = s["h"]
    r, z = (sigmoid(dense(p, gate, x, h) + p[gate + ".b_ih"] + p[gate + ".b_hh"]) for gate in "rz")
    n = tanh(x @ p["n.W"].T + p["n.b_ih"] + r * (h @ p["n.U"].T + p["n.b_hh"]))
    h = (1 - z) * n + z * h
    return h, {"h": h}


# id: (one step, states, {gate: its roles})
CELLS = {
    "rnn-tanh": (rnn(tanh), "h", {"h": "W U b"}),
    "rnn-relu": (rnn(relu), "h", {"h": "W U b"}),
    "lstm": (lstm, "hc", {gate: "W U b" for gate in "ifgo"}),
    "lstm-torch": (lstm_torch, "hc", {gate: "W U b_ih b_hh" for gate in "ifgo"}),
    "peephole": (peephole, "hc", {"i": "W U b p", "f": "W U b p", "g": "W U b", "o": "W U b p"}),
    "cifg": (cifg, "hc", {gate: "W U b" for gate in "fgo"}),
    "gru-004": (gru_004, "h", {gate: "W U" for gate in "zrn"}),
    "gru-reset-before": (gru_reset_before, "h", {gate: "W U b" for gate in "zrn"}),
    "gru-torch": (gru_torch, "h", {gate: "W U b_ih b_hh" for gate in "rzn"}),
}


def draw_parameters(gates, seed):
    shapes = {"W": (HIDDEN, INPUT), "U": (HIDDEN, HIDDEN)}
    parameters = {}
    for gate, roles in gates.items():
        for role in roles.split():
            seed += 1
            parameters[f"{gate}.{role}"] = draw(seed, *shapes.get(role, (HIDDEN,)))
    return parameters


def over_time(step):
    """Runs one step after the other; a sequence past its length holds its states and gives y = 0."""
    def run(p, x, initial, lengths):
        state, outputs = dict(initial), []
        for t in range(x.shape[0]):
            y, new = step(p, x[t], state)
            active = torch.tensor([t < length for length in lengths]).unsqueeze(1)
            outputs.append(torch.where(active, y, torch.zeros_like(y)))
            state = {name: torch.where(active, new[name], state[name]) for name in state}
        empty = torch.zeros(0, x.shape[1], HIDDEN)
        return (torch.stack(outputs) if outputs else empty), state
    return run


def main(folder):
    for index, (name, (step, states, gates)) in enumerate(CELLS.items()):
        seed = 1000 * (index + 1)
        parameters = draw_parameters(gates, seed)
        cases = []
        for number, lengths in enumerate([[5, 0, 3], [1, 1], []]):
            at = seed + 100 * (number + 1)
            lengths = lengths or [0, 0]
            steps, batch = max(lengths), len(lengths)
            x = draw(at, steps, batch, INPUT)
            initial = {state: draw(at + 10 + i, batch, HIDDEN) for i, state in enumerate(states)}
            cases.append(case(f"T={steps}", "restatement", over_time(step), parameters, x, initial, lengths, at + 50))
        write(folder, name, {
            "cell": name,
            "sizes": {"input": INPUT, "hidden": HIDDEN},
            "shapes": {key: list(value.shape) for key, value in parameters.items()},
            "parameters": {key: numbers(value) for key, value in parameters.items()},
            "cases": cases,
        })


if __name__ == "__main__":
    main(sys.argv[1])
