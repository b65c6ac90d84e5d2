"""Long short-term memory and its near relatives."""

import torch
import torch.nn.functional as F

from .common import HIDDEN, INPUT, Cell, affine, dense, gates, of_x, sigmoid, states, tanh

PROJECTION = 4
BLOCKS, CELLS_OF_BLOCK = 3, 3
UNITS = BLOCKS * CELLS_OF_BLOCK


def read(p, x, h):
    return (sigmoid(affine(p, "i", x, h)), sigmoid(affine(p, "f", x, h)), tanh(affine(p, "g", x, h)), sigmoid(affine(p, "o", x, h)))


def lstm(p, x, s):
    i, f, g, o = read(p, x, s["h"])
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


def lstm_1997(p, x, s):
    i, g, o = sigmoid(affine(p, "i", x, s["h"])), tanh(affine(p, "g", x, s["h"])), sigmoid(affine(p, "o", x, s["h"]))
    c = s["c"] + i * g
    h = o * tanh(c)
    return h, {"h": h, "c": c}


def lstm_noaf_003(p, x, states):
    i, f, g, o = read(p, x, states["h"])
    s = g * i + states["s"] * f
    h = s * o
    return h, {"h": h, "s": s}


def cifg(p, x, s):
    f, o = sigmoid(affine(p, "f", x, s["h"])), sigmoid(affine(p, "o", x, s["h"]))
    g = tanh(affine(p, "g", x, s["h"]))
    c = f * s["c"] + (1 - f) * g
    h = o * tanh(c)
    return h, {"h": h, "c": c}


def projected(p, x, s):
    i, f, g, o = read(p, x, s["h"])
    c = f * s["c"] + i * g
    h = (o * tanh(c)) @ p["h.P"].T
    return h, {"h": h, "c": c}


def block(p, x, states):
    def shared(gate):
        one = sigmoid(affine(p, gate, x, states["h"]))
        return one[:, :, None].expand(-1, -1, CELLS_OF_BLOCK).reshape(-1, UNITS)
    g = tanh(affine(p, "g", x, states["h"]))
    s = shared("f") * states["s"] + shared("i") * g
    h = shared("o") * tanh(s)
    return h, {"h": h, "s": s}


# The numbers of a definition are single precision; so is its 1e-5.
EPSILON = torch.tensor(1e-5, dtype=torch.float32).item()


def layer_norm(p, name, x):
    return F.layer_norm(x, x.shape[-1:], p[name + ".gain"], p[name + ".shift"], eps=EPSILON)


def normalised(p, x, s):
    reads = layer_norm(p, "norm.x", of_x(p, "gates", x)) + layer_norm(p, "norm.h", s["h"] @ p["gates.U"].T) + p["gates.b"]
    i, f, g, o = reads.chunk(4, dim=1)
    c = sigmoid(f) * s["c"] + sigmoid(i) * tanh(g)
    h = sigmoid(o) * tanh(layer_norm(p, "norm.c", c))
    return h, {"h": h, "c": c}


ALL = gates({"i f g o": "W U b"})

CELLS = {
    "lstm": Cell(lstm, states("h c"), ALL),
    "lstm-torch": Cell(lstm_torch, states("h c"), gates({"i f g o": "W U b_ih b_hh"})),
    "lstm-1997": Cell(lstm_1997, states("h c"), gates({"i g o": "W U b"})),
    "lstm-noaf-003": Cell(lstm_noaf_003, states("h s"), ALL),
    "cifg": Cell(cifg, states("h c"), gates({"f g o": "W U b"})),
    "lstm-projected": Cell(
        projected,
        {"h": PROJECTION, "c": HIDDEN},
        {**gates({"i f g o": "W U b"}, h=PROJECTION), "h.P": (PROJECTION, HIDDEN)},
        sizes={"input": INPUT, "hidden": HIDDEN, "projection": PROJECTION},
        output=PROJECTION),
    "lstm-block-S": Cell(
        block,
        states("h s", UNITS),
        {**gates({"i f o": "W U b"}, width=BLOCKS, h=UNITS), **gates({"g": "W U b"}, width=UNITS, h=UNITS)},
        sizes={"input": INPUT, "blocks": BLOCKS},
        output=UNITS),
    "lstm-layernorm": Cell(
        normalised,
        states("h c"),
        {**gates({"gates": "W U b", "norm.x norm.h": "gain shift"}, width=4 * HIDDEN), **gates({"norm.c": "gain shift"})}),
}
