"""Gated feedback (Chung et al. 2015): a scalar gate for each pair of layers, which reads all layers' states, one after another."""

import torch

from .common import HIDDEN, INPUT, Cell, affine, gates, sigmoid, states, tanh
from .layered import LAYERS, layer_of, named


def fed_back(p, candidate, below, hs):
    """Σ_i g^(i→j) U^(i→j) h^i⁻ for one layer j, whose parameters p are."""
    everything = torch.cat(hs, dim=1)
    total = 0
    for i, h in enumerate(hs):
        u = torch.cat([p[f"g.{i}.U.{k}"] for k in range(LAYERS)], dim=1)
        g = sigmoid(below @ p[f"g.{i}.W"].T + everything @ u.T)
        total = total + g * (h @ p[f"{candidate}.U.{i}"].T)
    return total


def layered(layer):
    """layer(parameters, what the layer below says, its own states, Σ of the feedback) gives its new states."""
    def step(p, x, s):
        hs, new = [s[f"layer.{j}.h"] for j in range(LAYERS)], {}
        for j in range(LAYERS):
            mine = layer_of(p, j)
            here = layer(mine, x, layer_of(s, j), lambda candidate: fed_back(mine, candidate, x, hs))
            x = here["h"]
            new.update(named(here, j))
        return x, new
    return step


def simple(p, x, s, feedback):
    return {"h": tanh(x @ p["h.W"].T + feedback("h"))}


def lstm(p, x, s, feedback):
    i, f, o = (sigmoid(affine(p, gate, x, s["h"])) for gate in "ifo")
    c = f * s["c"] + i * tanh(x @ p["n.W"].T + feedback("n"))
    return {"h": o * tanh(c), "c": c}


def gru(p, x, s, feedback):
    z, r = (sigmoid(affine(p, gate, x, s["h"])) for gate in "zr")
    n = tanh(x @ p["n.W"].T + r * feedback("n"))
    return {"h": (1 - z) * s["h"] + z * n}


def shapes(candidate, others):
    everything = {}
    for j in range(LAYERS):
        below = INPUT if j == 0 else HIDDEN
        mine = gates({others: "W U b"} if others else {}, x=below)
        mine[candidate + ".W"] = (HIDDEN, below)
        for i in range(LAYERS):
            mine[f"{candidate}.U.{i}"] = (HIDDEN, HIDDEN)
            mine[f"g.{i}.W"] = (1, below)
            mine.update({f"g.{i}.U.{k}": (1, HIDDEN) for k in range(LAYERS)})
        everything.update(named(mine, j))
    return everything


CELLS = {
    "gf-tanh": Cell(layered(simple), states("layer.0.h layer.1.h"), shapes("h", "")),
    "gf-lstm": Cell(layered(lstm), states("layer.0.h layer.1.h layer.0.c layer.1.c"), shapes("n", "i f o")),
    "gf-gru": Cell(layered(gru), states("layer.0.h layer.1.h"), shapes("n", "z r")),
}
