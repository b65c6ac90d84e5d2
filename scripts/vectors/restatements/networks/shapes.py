"""The five shapes of sequences."""

import torch

from .parts import Network, at, cross_entropy, dense, dense_shapes, gru_torch, gru_torch_shapes, named, one_hot

FEATURES, CLASSES, HIDDEN = 3, 4, 5


class OneToOne(Network):
    """A vector, a hidden layer, a class: no time at all."""

    axes = []
    sizes = {"features": FEATURES, "hidden": HIDDEN, "classes": CLASSES}
    vectors = {"x": FEATURES}
    tokens = {"class": (None, CLASSES)}
    outputs = {"logits": (None, CLASSES)}
    shapes = {**named("hidden", dense_shapes(HIDDEN, FEATURES)), **named("out", dense_shapes(CLASSES, HIDDEN))}

    @staticmethod
    def run(p, data, batch, lengths):
        logits = {row: dense(p, "out", torch.tanh(dense(p, "hidden", data["x"][row]))) for row in range(batch)}
        return {"logits": logits}, [cross_entropy(logits[row], data["class"][row]) for row in range(batch)], {}


class OneToMany(Network):
    """A digit of each sequence, which the cell reads anew at every step."""

    sizes = {"digits": CLASSES, "hidden": HIDDEN}
    tokens = {"from": (None, CLASSES), "target": ("time", CLASSES)}
    states = {"write.h": HIDDEN}
    outputs = {"logits": ("time", CLASSES)}
    shapes = {**named("write", gru_torch_shapes(CLASSES, HIDDEN)), **named("digit", dense_shapes(CLASSES, HIDDEN))}

    @staticmethod
    def run(p, data, batch, lengths):
        logits, losses, finals = {}, [], []
        for row in range(batch):
            h = data["write.h"][row]
            for t in range(lengths["time"][row]):
                h = gru_torch(p, "write.", one_hot(data["from"][row], CLASSES), h)
                logits[t, row] = dense(p, "digit", h)
                losses.append(cross_entropy(logits[t, row], at(data["target"], batch, t, row)))
            finals.append(h)
        return {"logits": logits}, losses, {"write.h": finals}


class ManyToOne(Network):
    """A number from what the cell says at the last step; of no steps from the state as it started, which has no part in the loss."""

    sizes = {"hidden": HIDDEN}
    inputs = {"x": ("time", 2)}
    vectors = {"target": 1}
    states = {"read.h": HIDDEN}
    outputs = {"sum": (None, 1)}
    shapes = {**named("read", gru_torch_shapes(2, HIDDEN)), **named("sum", dense_shapes(1, HIDDEN))}

    @staticmethod
    def run(p, data, batch, lengths):
        y, losses, finals = {}, [], []
        for row in range(batch):
            h = data["read.h"][row]
            for t in range(lengths["time"][row]):
                h = gru_torch(p, "read.", data["x"][t, row], h)
            finals.append(h)
            y[row] = dense(p, "sum", h)
            if lengths["time"][row]:
                losses.append(((y[row] - data["target"][row]) ** 2).sum())
        return {"sum": y}, losses, {"read.h": finals}


class EncoderDecoder(Network):
    """A cell reads; another starts from what it ends with, and writes."""

    READ, WRITTEN = 4, 3
    axes = ["source", "target"]
    sizes = {"read": READ, "written": WRITTEN, "hidden": HIDDEN}
    tokens = {"source": ("source", READ), "before": ("target", WRITTEN + 1), "target": ("target", WRITTEN)}
    states = {"enc.h": HIDDEN}
    outputs = {"logits": ("target", WRITTEN)}
    shapes = {
        **named("enc", gru_torch_shapes(READ, HIDDEN)), **named("dec", gru_torch_shapes(WRITTEN + 1, HIDDEN)), **named("next", dense_shapes(WRITTEN, HIDDEN)),
    }

    @classmethod
    def run(cls, p, data, batch, lengths):
        logits, losses, finals = {}, [], []
        for row in range(batch):
            h = data["enc.h"][row]
            for t in range(lengths["source"][row]):
                h = gru_torch(p, "enc.", one_hot(at(data["source"], batch, t, row), cls.READ), h)
            finals.append(h)
            for t in range(lengths["target"][row]):
                h = gru_torch(p, "dec.", one_hot(at(data["before"], batch, t, row), cls.WRITTEN + 1), h)
                logits[t, row] = dense(p, "next", h)
                losses.append(cross_entropy(logits[t, row], at(data["target"], batch, t, row)))
        return {"logits": logits}, losses, {"enc.h": finals}


class InStep(Network):
    """A symbol in, a symbol out, at every step."""

    sizes = {"symbols": CLASSES, "hidden": HIDDEN}
    tokens = {"shown": ("time", CLASSES), "target": ("time", CLASSES)}
    states = {"memory.h": HIDDEN}
    outputs = {"logits": ("time", CLASSES)}
    shapes = {**named("memory", gru_torch_shapes(CLASSES, HIDDEN)), **named("said", dense_shapes(CLASSES, HIDDEN))}

    @staticmethod
    def run(p, data, batch, lengths):
        logits, losses, finals = {}, [], []
        for row in range(batch):
            h = data["memory.h"][row]
            for t in range(lengths["time"][row]):
                h = gru_torch(p, "memory.", one_hot(at(data["shown"], batch, t, row), CLASSES), h)
                logits[t, row] = dense(p, "said", h)
                losses.append(cross_entropy(logits[t, row], at(data["target"], batch, t, row)))
            finals.append(h)
        return {"logits": logits}, losses, {"memory.h": finals}


NETWORKS = {
    "shape-one-to-one": OneToOne,
    "shape-one-to-many": OneToMany,
    "shape-many-to-one": ManyToOne,
    "shape-encoder-decoder": EncoderDecoder,
    "shape-in-step": InStep,
}
