"""The three cells that Jozefowicz et al. (2015) found; the first two read x bare, so input and state are equally wide."""

from .common import HIDDEN, Cell, affine, gates, of_x, sigmoid, states, tanh

EQUAL = {"input": HIDDEN, "hidden": HIDDEN}


def mut1(p, x, s):
    h = s["h"]
    z = sigmoid(of_x(p, "z", x) + p["z.b"])
    r = sigmoid(affine(p, "r", x, h))
    h = tanh((r * h) @ p["n.U"].T + tanh(x) + p["n.b"]) * z + h * (1 - z)
    return h, {"h": h}


def mut2(p, x, s):
    h = s["h"]
    z = sigmoid(affine(p, "z", x, h))
    r = sigmoid(x + h @ p["r.U"].T + p["r.b"])
    h = tanh(affine(p, "n", x, r * h)) * z + h * (1 - z)
    return h, {"h": h}


def mut3(p, x, s):
    h = s["h"]
    z = sigmoid(affine(p, "z", x, tanh(h)))
    r = sigmoid(affine(p, "r", x, h))
    h = tanh(affine(p, "n", x, r * h)) * z + h * (1 - z)
    return h, {"h": h}


CELLS = {
    "mut1": Cell(mut1, states("h"), gates({"z": "W b", "r": "W U b", "n": "U b"}, x=HIDDEN), sizes=EQUAL),
    "mut2": Cell(mut2, states("h"), gates({"z n": "W U b", "r": "U b"}, x=HIDDEN), sizes=EQUAL),
    "mut3": Cell(mut3, states("h"), gates({"z r n": "W U b"})),
}
