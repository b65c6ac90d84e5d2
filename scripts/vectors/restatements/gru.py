"""Gated recurrent units."""

from .common import Cell, affine, dense, gates, relu, sigmoid, states, tanh


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


def mgu(p, x, s):
    h = s["h"]
    f = sigmoid(affine(p, "f", x, h))
    h = (1 - f) * h + f * tanh(affine(p, "n", x, f * h))
    return h, {"h": h}


def ligru(p, x, s):
    h = s["h"]
    z = sigmoid(affine(p, "z", x, h))
    h = z * h + (1 - z) * relu(affine(p, "n", x, h))
    return h, {"h": h}


def fastgrnn(p, x, s):
    h = s["h"]
    u = dense(p, "u", x, h)
    z, n = sigmoid(u + p["z.b"]), tanh(u + p["n.b"])
    h = (p["zeta"] * (1 - z) + p["nu"]) * n + z * h
    return h, {"h": h}


CELLS = {
    "gru-004": Cell(gru_004, states("h"), gates({"z r n": "W U"})),
    "gru-reset-before": Cell(gru_reset_before, states("h"), gates({"z r n": "W U b"})),
    "gru-torch": Cell(gru_torch, states("h"), gates({"r z n": "W U b_ih b_hh"})),
    "mgu": Cell(mgu, states("h"), gates({"f n": "W U b"})),
    "ligru": Cell(ligru, states("h"), gates({"z n": "W U b"})),
    "fastgrnn": Cell(fastgrnn, states("h"), {**gates({"u": "W U", "z n": "b"}), "zeta": (1,), "nu": (1,)}),
}
