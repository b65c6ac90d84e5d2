"""Networks without gates."""

from .common import Cell, affine, gates, of_x, relu, states, tanh


def rnn(activation):
    def step(p, x, s):
        h = activation(affine(p, "h", x, s["h"]))
        return h, {"h": h}
    return step


def indrnn(p, x, s):
    h = relu(of_x(p, "h", x) + p["h.u"] * s["h"] + p["h.b"])
    return h, {"h": h}


CELLS = {
    "rnn-tanh": Cell(rnn(tanh), states("h"), gates({"h": "W U b"})),
    "rnn-relu": Cell(rnn(relu), states("h"), gates({"h": "W U b"})),
    "indrnn": Cell(indrnn, states("h"), gates({"h": "W u b"})),
}
