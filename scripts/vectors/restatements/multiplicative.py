"""Cells whose gates multiply what they read of input and state."""

from .common import Cell, gates, of_x, sigmoid, states, tanh
from .lstm import ALL, read


def lstm_multiplicative(p, x, s):
    m = of_x(p, "m", x) * (s["h"] @ p["m.U"].T)
    i, f, g, o = read(p, x, m)
    c = f * s["c"] + i * g
    h = o * tanh(c)
    return h, {"h": h, "c": c}


def multiplicative_integration(p, x, s):
    def pre(gate):
        wx, uh = of_x(p, gate, x), s["h"] @ p[gate + ".U"].T
        return p[gate + ".alpha"] * wx * uh + p[gate + ".beta_1"] * uh + p[gate + ".beta_2"] * wx + p[gate + ".b"]
    i, f, g, o = sigmoid(pre("i")), sigmoid(pre("f")), tanh(pre("g")), sigmoid(pre("o"))
    c = f * s["c"] + i * g
    h = o * tanh(c)
    return h, {"h": h, "c": c}


CELLS = {
    "lstm-multiplicative": Cell(lstm_multiplicative, states("h c"), {**ALL, **gates({"m": "W U"})}),
    "multiplicative-integration": Cell(multiplicative_integration, states("h c"), gates({"i f g o": "W U alpha beta_1 beta_2 b"})),
}
