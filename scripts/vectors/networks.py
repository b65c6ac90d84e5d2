"""
Vectors for whole networks: an encoder and decoder over two time axes, a tagger that reads both ways, a classifier that averages over time. Each is restated plainly,
sequence by sequence and step by step, and differentiated by PyTorch. Keys are the checkpoint keys: the scan's or layer's name, the gate, the role.

The scalar that is differentiated is the network's loss (the mean over the rows that count) plus Σ d∘value over its outputs and final states, with the weights d that the
file states, so that every path has a gradient of its own.
"""

import random
import sys
import zlib

import torch

from vectors import draw, numbers, write

N, M = 4, 3


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


def cross_entropy(logits, token):
    return torch.logsumexp(logits, 0) - logits[token]


def at(tokens, batch, step, row):
    return tokens[step * batch + row]


class Translator:
    """Source tokens are read by one vanilla cell; another starts from what it ends with, and reads the words written before."""

    axes = ["source", "target"]
    tokens = {"words": "source", "previous": "target", "next": "target"}
    inputs, vectors = {}, {}
    states = {"enc.h": M}
    outputs = {"logits": ("target", N)}
    shapes = {
        "enc.n.W": (M, N), "enc.n.U": (M, M), "enc.n.b": (M,), "previous.E": (M, N),
        "dec.n.W": (M, M), "dec.n.U": (M, M), "dec.n.b": (M,), "out.W": (N, M), "out.b": (N,),
    }

    @staticmethod
    def run(p, data, batch, lengths):
        logits, losses, finals = {}, [], []
        for row in range(batch):
            h = data["enc.h"][row]
            for t in range(lengths["source"][row]):
                h = rnn(p, "enc.", torch.eye(N)[at(data["words"], batch, t, row)], h)
            finals.append(h)
            for t in range(lengths["target"][row]):
                h = rnn(p, "dec.", p["previous.E"][:, at(data["previous"], batch, t, row)], h)
                y = p["out.W"] @ h + p["out.b"]
                logits[t, row] = y
                losses.append(cross_entropy(y, at(data["next"], batch, t, row)))
        return {"logits": logits}, losses, {"enc.h": finals}


class Tagger:
    """An embedding, an LSTM each way, and a label at every step; the memories that both end with are an output too."""

    axes = ["time"]
    tokens = {"words": "time", "labels": "time"}
    inputs, vectors = {}, {}
    states = {"there.h": M, "there.c": M}
    outputs = {"logits": ("time", N), "ends": (None, 2 * M)}
    shapes = {"embed.E": (M, N)} | {
        f"{way}.{g}.{role}": shape for way in ("there", "back") for g in "ifgo" for role, shape in (("W", (M, M)), ("U", (M, M)), ("b", (M,)))
    } | {"out.W": (N, 2 * M), "out.b": (N,)}

    @staticmethod
    def run(p, data, batch, lengths):
        logits, losses, ends, finals = {}, [], {}, {"there.h": [], "there.c": []}
        for row in range(batch):
            steps = range(lengths["time"][row])
            x = [p["embed.E"][:, at(data["words"], batch, t, row)] for t in steps]
            there, back = (data["there.h"][row], data["there.c"][row]), (torch.zeros(M), torch.zeros(M))
            after, before = {}, {}
            for t in steps:
                there = after[t] = lstm(p, "there.", x[t], there)
            for t in reversed(steps):
                back = before[t] = lstm(p, "back.", x[t], back)
            for t in steps:
                logits[t, row] = p["out.W"] @ torch.cat([after[t][0], before[t][0]]) + p["out.b"]
                losses.append(cross_entropy(logits[t, row], at(data["labels"], batch, t, row)))
            ends[row] = torch.cat([there[1], back[1]])
            finals["there.h"].append(there[0])
            finals["there.c"].append(there[1])
        return {"logits": logits, "ends": ends}, losses, finals


class Classifier:
    """Vectors through a GRU; the mean and the largest over time and a vector of the sequence give keys that are down or not."""

    axes = ["time"]
    tokens = {}
    inputs = {"x": ("time", N)}
    vectors = {"about": N, "keys": N}
    states = {"read.h": M}
    outputs = {"logits": (None, N)}
    shapes = {
        f"read.{g}.{role}": shape for g in "rzn" for role, shape in (("W", (M, N)), ("U", (M, M)), ("b", (M,)))
    } | {"out.W": (N, 2 * M + N), "out.b": (N,)}

    @staticmethod
    def run(p, data, batch, lengths):
        logits, losses, finals = {}, [], []
        for row in range(batch):
            h, all_h = data["read.h"][row], []
            for t in range(lengths["time"][row]):
                h = gru(p, "read.", data["x"][t, row], h)
                all_h.append(h)
            finals.append(h)
            pooled = torch.stack(all_h) if all_h else torch.zeros(1, M)
            y = p["out.W"] @ torch.cat([pooled.mean(0), pooled.max(0).values, data["about"][row]]) + p["out.b"]
            logits[row] = y
            if all_h:
                losses.append(torch.sum(torch.log1p(torch.exp(y)) - data["keys"][row] * y))
        return {"logits": logits}, losses, {"read.h": finals}


NETWORKS = {"translator": Translator, "tagger": Tagger, "classifier": Classifier}


def leaves_of(network, seed, batch, lengths):
    """What the caller gives: tokens as lists, all else as tensors."""
    steps = {axis: max(lengths[axis], default=0) for axis in network.axes}
    source = random.Random(seed)
    tokens = {name: [source.randrange(N) for _ in range(steps[axis] * batch)] for name, axis in network.tokens.items()}
    inputs = {name: draw(seed + 1 + i, steps[axis], batch, size) for i, (name, (axis, size)) in enumerate(network.inputs.items())}
    vectors = {name: draw(seed + 11 + i, batch, size) for i, (name, size) in enumerate(network.vectors.items())}
    states = {name: draw(seed + 21 + i, batch, size) for i, (name, size) in enumerate(network.states.items())}
    return steps, tokens, {**inputs, **vectors, **states}


def dense(values, axis, size, steps, batch):
    """An output as a tensor that is 0 beyond the lengths."""
    rows = [(t, row) for t in range(steps[axis]) for row in range(batch)] if axis else range(batch)
    flat = [values.get(row, torch.zeros(size)) for row in rows]
    return torch.cat(flat) if flat else torch.zeros(0)


def case(network, parameters, seed, lengths):
    batch = len(next(iter(lengths.values())))
    steps, tokens, given = leaves_of(network, seed, batch, lengths)
    leaves = {name: value.clone().requires_grad_(True) for name, value in {**given, **parameters}.items()}
    outputs, losses, finals = network.run(leaves, {**tokens, **leaves}, batch, lengths)
    values = {name: dense(outputs[name], axis, size, steps, batch) for name, (axis, size) in network.outputs.items()}
    values |= {name: torch.cat(rows) for name, rows in finals.items()}
    weights = {name: draw(seed + 31 + i, *value.shape) for i, (name, value) in enumerate(values.items())}
    loss = torch.stack(losses).mean() if losses else torch.zeros(())
    scalar = loss + sum((weights[name] * value).sum() for name, value in values.items())
    gradients = dict(zip(leaves, torch.autograd.grad(scalar, list(leaves.values()), allow_unused=True)))
    gradients = {name: torch.zeros_like(leaves[name]) if gradient is None else gradient for name, gradient in gradients.items()}
    return {
        "name": ", ".join(f"{axis}: {lengths[axis]}" for axis in network.axes),
        "batch": batch,
        "lengths": lengths,
        "tokens": tokens,
        "given": {name: numbers(value) for name, value in given.items()},
        "weights": {name: numbers(value) for name, value in weights.items()},
        "loss": loss.item(),
        "values": {name: numbers(value) for name, value in values.items()},
        "gradients": {name: numbers(value) for name, value in gradients.items()},
    }


def main(folder):
    ragged = [[4, 0, 2], [1, 3, 2], [1, 1, 1], [0, 0, 0]]
    for name, network in NETWORKS.items():
        seed = zlib.crc32(name.encode())
        parameters = {key: draw(seed + i, *shape) for i, (key, shape) in enumerate(network.shapes.items())}
        cases = [
            case(network, parameters, seed + 100 * (i + 1), {axis: ragged[(i + j) % 4] for j, axis in enumerate(network.axes)})
            for i in range(4)
        ]
        write(folder, name, {
            "network": name,
            "sizes": {"n": N, "m": M},
            "parameters": {key: numbers(value) for key, value in parameters.items()},
            "cases": cases,
        })


if __name__ == "__main__":
    main(sys.argv[1])
