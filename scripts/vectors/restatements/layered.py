"""Several layers, or several micro-steps, within a step."""

import torch

from .common import HIDDEN, INPUT, Cell, affine, gates, sigmoid, states, tanh
from .lstm import layer_norm, lstm
from .peephole import peephole

LAYERS, DEPTH, RANK = 2, 3, 3


def layer_of(values, j):
    prefix = f"layer.{j}."
    return {key[len(prefix):]: value for key, value in values.items() if key.startswith(prefix)}


def named(values, j):
    return {f"layer.{j}.{key}": value for key, value in values.items()}


def stack(p, x, s):
    new = {}
    for j in range(LAYERS):
        x, here = lstm(layer_of(p, j), x, layer_of(s, j))
        new.update(named(here, j))
    return x, new


def depth_gated_upper(p, x, s, below):
    i = sigmoid(affine(p, "i", x, s["h"]) + p["i.p"] * s["c"])
    f = sigmoid(affine(p, "f", x, s["h"]) + p["f.p"] * s["c"])
    g = tanh(affine(p, "g", x, s["h"]))
    d = sigmoid(x @ p["d.W"].T + p["d.p"] * s["c"] + p["d.q"] * below + p["d.b"])
    c = d * below + f * s["c"] + i * g
    o = sigmoid(affine(p, "o", x, s["h"]) + p["o.p"] * c)
    h = o * tanh(c)
    return h, {"h": h, "c": c}


def depth_gated(p, x, s):
    x, here = peephole()(layer_of(p, 0), x, layer_of(s, 0))
    new = named(here, 0)
    for j in range(1, LAYERS):
        x, here = depth_gated_upper(layer_of(p, j), x, layer_of(s, j), here["c"])
        new.update(named(here, j))
    return x, new


def recurrent_highway(p, x, s):
    h = s["h"]
    for d in range(1, DEPTH + 1):
        n, t = (h @ p[f"{gate}.{d}.U"].T + p[f"{gate}.{d}.b"] for gate in "nt")
        if d == 1:
            n, t = n + x @ p["n.1.W"].T, t + x @ p["t.1.W"].T
        t = sigmoid(t)
        h = tanh(n) * t + h * (1 - t)
    return h, {"h": h}


def users_layer(p, x, s):
    i, f, o, scalar = (sigmoid(affine(p, gate, x, s["h"])) for gate in "ifos")
    b = torch.einsum("kr,ri,rj->kij", p["bilinear.V"], p["bilinear.left"], p["bilinear.right"])
    g = tanh(affine(p, "g", x, s["h"]) + torch.einsum("bi,kij,bj->bk", s["h"], b, x))
    c = f * s["c"] + scalar * i * g
    h = o * tanh(layer_norm(p, "norm", c))
    return h, {"h": h, "c": c}


def users_cell(p, x, s):
    new = {}
    for j in range(LAYERS):
        x, here = users_layer(layer_of(p, j), x, layer_of(s, j))
        new.update(named(here, j))
    return x, new


def users_shapes(x):
    factors = {"bilinear.V": (HIDDEN, RANK), "bilinear.left": (RANK, HIDDEN), "bilinear.right": (RANK, x)}
    return {**gates({"i f o g": "W U b"}, x=x), **gates({"s": "W U b"}, width=1, x=x), **factors, **gates({"norm": "gain shift"})}


def layers(first, others):
    return {key: shape for j in range(LAYERS) for key, shape in named(first if j == 0 else others, j).items()}


LSTM, LSTM_ABOVE = (gates({"i f g o": "W U b"}, x=x) for x in (INPUT, HIDDEN))
PEEPHOLE, PEEPHOLE_ABOVE = (gates({"i f o": "W U b p", "g": "W U b"}, x=x) for x in (INPUT, HIDDEN))
TWO = states("layer.0.h layer.0.c layer.1.h layer.1.c")

CELLS = {
    "stack": Cell(stack, TWO, layers(LSTM, LSTM_ABOVE)),
    "depth-gated": Cell(depth_gated, TWO, layers(PEEPHOLE, {**PEEPHOLE_ABOVE, **gates({"d": "W p q b"}, x=HIDDEN)})),
    "rhn-D": Cell(recurrent_highway, states("h"), gates({"n.1 t.1": "W U b", "n.2 t.2 n.3 t.3": "U b"})),
    "users-cell": Cell(users_cell, TWO, layers(users_shapes(INPUT), users_shapes(HIDDEN))),
}
