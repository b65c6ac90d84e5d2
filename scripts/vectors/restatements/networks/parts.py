"""
What the restatements of networks share. A network is a class that states what it takes and gives, and runs row by row: run(p, data, batch, lengths) gives its outputs by (step, row) or by row,
the losses of all rows that count, and the final states by row. Keys are the checkpoint keys: the scan's or layer's name, the gate, the role.
"""

import torch

from ..common import gates


class Network:
    """What a network takes and gives; each of the restatements says what it has."""

    axes = ["time"]
    # By name: the axis (None for one of each sequence) and the vocabulary; the axis and the features; the features.
    tokens, inputs, vectors, states = {}, {}, {}, {}
    # By name: the axis, or None, and the features.
    outputs = {}
    shapes = {}
    sizes = {}


def rnn(p, prefix, x, h):
    return torch.tanh(p[prefix + "n.W"] @ x + p[prefix + "n.U"] @ h + p[prefix + "n.b"])


def lstm(p, prefix, x, state):
    h, c = state
    i, f, o = (torch.sigmoid(p[f"{prefix}{g}.W"] @ x + p[f"{prefix}{g}.U"] @ h + p[f"{prefix}{g}.b"]) for g in "ifo")
    g = torch.tanh(p[prefix + "g.W"] @ x + p[prefix + "g.U"] @ h + p[prefix + "g.b"])
    c = f * c + i * g
    return o * torch.tanh(c), c


def gru(p, prefix, x, h):
    r, z = (torch.sigmoid(p[f"{prefix}{g}.W"] @ x + p[f"{prefix}{g}.U"] @ h + p[f"{prefix}{g}.b"]) for g in "rz")
    n = torch.tanh(p[prefix + "n.W"] @ x + p[prefix + "n.U"] @ (r * h) + p[prefix + "n.b"])
    return (1 - z) * n + z * h


def gru_torch(p, prefix, x, h):
    def sides(gate):
        return p[f"{prefix}{gate}.W"] @ x + p[f"{prefix}{gate}.b_ih"], p[f"{prefix}{gate}.U"] @ h + p[f"{prefix}{gate}.b_hh"]
    r, z = (torch.sigmoid(sum(sides(gate))) for gate in "rz")
    of_x, of_h = sides("n")
    return (1 - z) * torch.tanh(of_x + r * of_h) + z * h


def dense(p, name, x):
    return p[name + ".W"] @ x + p[name + ".b"]


def one_hot(token, vocabulary):
    return torch.eye(vocabulary)[token]


def cross_entropy(logits, token):
    return torch.logsumexp(logits, 0) - logits[token]


def at(tokens, batch, step, row):
    return tokens[step * batch + row]


def named(prefix, shapes):
    return {f"{prefix}.{key}": shape for key, shape in shapes.items()}


def lstm_shapes(x, h):
    return gates({"i f g o": "W U b"}, width=h, x=x, h=h)


def gru_torch_shapes(x, h):
    return gates({"r z n": "W U b_ih b_hh"}, width=h, x=x, h=h)


def dense_shapes(rows, columns):
    return {"W": (rows, columns), "b": (rows,)}
