"""An encoder and decoder over two time axes, a tagger that reads both ways, a classifier that averages over time: the networks of the language's own tests."""

import torch

from .parts import Network, at, cross_entropy, gru, lstm, rnn

N, M = 4, 3
SIZES = {"n": N, "m": M}


class Translator(Network):
    """Source tokens are read by one vanilla cell; another starts from what it ends with, and reads the words written before."""

    sizes = SIZES
    axes = ["source", "target"]
    tokens = {"words": ("source", N), "previous": ("target", N), "next": ("target", N)}
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


class Tagger(Network):
    """An embedding, an LSTM each way, and a label at every step; the memories that both end with are an output too."""

    sizes = SIZES
    tokens = {"words": ("time", N), "labels": ("time", N)}
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


class Classifier(Network):
    """Vectors through a GRU; the mean and the largest over time and a vector of the sequence give keys that are down or not."""

    sizes = SIZES
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
