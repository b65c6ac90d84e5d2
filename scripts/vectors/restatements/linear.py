"""Cells whose recurrence is linear, or sees of the state only its own unit."""

import torch
import torch.nn.functional as F

from .common import HIDDEN, INPUT, Cell, away_from, gates, of_x, sigmoid, states
from .mutations import EQUAL


def positive(u):
    """u + ½ where u ≥ 0, else σ(u). Exactly 0 is no near miss: it is there to be met, and its slope is 1."""
    away_from(u[u != 0])
    return torch.where(u >= 0, u + 0.5, sigmoid(u))


def mingru(p, x, s):
    z = sigmoid(of_x(p, "z", x))
    h = (1 - z) * s["h"] + z * positive(of_x(p, "n", x))
    return h, {"h": h}


def minlstm(p, x, s):
    f, i = sigmoid(of_x(p, "f", x)), sigmoid(of_x(p, "i", x))
    h = f / (f + i) * s["h"] + i / (f + i) * positive(of_x(p, "n", x))
    return h, {"h": h}


def rglru(p, x, s):
    r = sigmoid(of_x(p, "r", x) + p["r.b"])
    i = sigmoid(of_x(p, "i", x) + p["i.b"])
    # The paper's own a = σ(Λ)^(8r) with −Λ for Λ.
    log_a = 8 * r * F.logsigmoid(-p["a.Lambda"])
    h = torch.exp(log_a) * s["h"] + torch.sqrt(-torch.expm1(2 * log_a)) * (i * x)
    return h, {"h": h}


def sru(p, x, s):
    c = s["c"]
    f = sigmoid(of_x(p, "f", x) + p["f.v"] * c + p["f.b"])
    r = sigmoid(of_x(p, "r", x) + p["r.v"] * c + p["r.b"])
    c = f * c + (1 - f) * of_x(p, "c", x)
    return r * c + (1 - r) * x, {"c": c}


def qrnn(p, x, s):
    def convolution(gate):
        return x @ p[gate + ".W.0"].T + s["x.past.1"] @ p[gate + ".W.1"].T
    z, f, o = torch.tanh(convolution("z")), sigmoid(convolution("f")), sigmoid(convolution("o"))
    c = f * s["c"] + (1 - f) * z
    return o * c, {"c": c, "x.past.1": x}


RGLRU = gates({"r i": "W b", "a": "Lambda"}, x=HIDDEN)
RGLRU["a.Lambda"] = (HIDDEN,)


def rglru_about(value):
    return Cell(rglru, states("h"), RGLRU, sizes=EQUAL, moved={"a.Lambda": lambda drawn: drawn + value}, id="rglru")


CELLS = {
    "mingru": Cell(mingru, states("h"), gates({"z n": "W"}), first_input=0.0),
    "minlstm": Cell(minlstm, states("h"), gates({"f i n": "W"}), first_input=0.0),
    "rglru": rglru_about(0),
    # With Λ about −14, 1 − a is about 1e-6: one minus the square, taken in float, would be wrong in the first digit.
    "rglru.near-1": rglru_about(-14),
    "sru": Cell(sru, states("c"), gates({"f r": "W v b", "c": "W"}, x=HIDDEN), sizes=EQUAL),
    "qrnn-fo": Cell(qrnn, {"c": HIDDEN, "x.past.1": INPUT}, {f"{gate}.W.{k}": (HIDDEN, INPUT) for gate in "zfo" for k in range(2)}),
}
