"""The toy that learns "hello", a character model, and the small applications."""

import torch

from .parts import Network, at, cross_entropy, dense, dense_shapes, gru_torch, gru_torch_shapes, lstm, lstm_shapes, named, one_hot

LETTERS, HIDDEN = 4, 3


class Hello(Network):
    """h = tanh(W_xh x + W_hh h⁻), y = W_hy h; a softmax over y."""

    sizes = {"letters": LETTERS, "hidden": HIDDEN}
    tokens = {"seen": ("time", LETTERS), "next": ("time", LETTERS)}
    states = {"rnn.h": HIDDEN}
    outputs = {"logits": ("time", LETTERS)}
    shapes = {"rnn.h.W": (HIDDEN, LETTERS), "rnn.h.U": (HIDDEN, HIDDEN), "y.W": (LETTERS, HIDDEN)}

    @staticmethod
    def run(p, data, batch, lengths):
        logits, losses, finals = {}, [], []
        for row in range(batch):
            h = data["rnn.h"][row]
            for t in range(lengths["time"][row]):
                h = torch.tanh(p["rnn.h.W"][:, at(data["seen"], batch, t, row)] + p["rnn.h.U"] @ h)
                logits[t, row] = p["y.W"] @ h
                losses.append(cross_entropy(logits[t, row], at(data["next"], batch, t, row)))
            finals.append(h)
        return {"logits": logits}, losses, {"rnn.h": finals}


class CharModel(Network):
    """1-of-k in, an LSTM, one logit a character out."""

    CHARACTERS = 5
    sizes = {"characters": CHARACTERS, "hidden": HIDDEN}
    tokens = {"read": ("time", CHARACTERS), "next": ("time", CHARACTERS)}
    states = {"layer.0.h": HIDDEN, "layer.0.c": HIDDEN}
    outputs = {"logits": ("time", CHARACTERS)}
    shapes = {**named("layer.0", lstm_shapes(CHARACTERS, HIDDEN)), **named("head", dense_shapes(CHARACTERS, HIDDEN))}

    @classmethod
    def run(cls, p, data, batch, lengths):
        logits, losses, finals = {}, [], {"layer.0.h": [], "layer.0.c": []}
        for row in range(batch):
            state = data["layer.0.h"][row], data["layer.0.c"][row]
            for t in range(lengths["time"][row]):
                state = lstm(p, "layer.0.", one_hot(at(data["read"], batch, t, row), cls.CHARACTERS), state)
                logits[t, row] = dense(p, "head", state[0])
                losses.append(cross_entropy(logits[t, row], at(data["next"], batch, t, row)))
            finals["layer.0.h"].append(state[0])
            finals["layer.0.c"].append(state[1])
        return {"logits": logits}, losses, finals


class Scanline(Network):
    """A picture's rows through an LSTM; the last state says which of ten digits it is."""

    WIDTH = 4
    sizes = {"width": WIDTH, "hidden": HIDDEN}
    inputs = {"row": ("time", WIDTH)}
    tokens = {"digit": (None, 10)}
    states = {"read.h": HIDDEN, "read.c": HIDDEN}
    outputs = {"logits": (None, 10)}
    shapes = {**named("read", lstm_shapes(WIDTH, HIDDEN)), **named("digit", dense_shapes(10, HIDDEN))}

    @staticmethod
    def run(p, data, batch, lengths):
        logits, losses, finals = {}, [], {"read.h": [], "read.c": []}
        for row in range(batch):
            state = data["read.h"][row], data["read.c"][row]
            for t in range(lengths["time"][row]):
                state = lstm(p, "read.", data["row"][t, row], state)
            finals["read.h"].append(state[0])
            finals["read.c"].append(state[1])
            logits[row] = dense(p, "digit", state[0])
            if lengths["time"][row]:
                losses.append(cross_entropy(logits[row], data["digit"][row]))
        return {"logits": logits}, losses, finals


class Tagging(Network):
    """A label for every symbol, from a cell that comes from before and one that comes from behind."""

    SYMBOLS, TAGS = 4, 3
    sizes = {"symbols": SYMBOLS, "tags": TAGS, "hidden": HIDDEN}
    tokens = {"symbol": ("time", SYMBOLS), "target": ("time", TAGS)}
    states = {"forwards.h": HIDDEN}
    outputs = {"logits": ("time", TAGS)}
    shapes = {
        **named("forwards", gru_torch_shapes(SYMBOLS, HIDDEN)), **named("backwards", gru_torch_shapes(SYMBOLS, HIDDEN)), **named("tag", dense_shapes(TAGS, 2 * HIDDEN)),
    }

    @classmethod
    def run(cls, p, data, batch, lengths):
        logits, losses, finals = {}, [], []
        for row in range(batch):
            steps = range(lengths["time"][row])
            x = [one_hot(at(data["symbol"], batch, t, row), cls.SYMBOLS) for t in steps]
            forwards, backwards, after, before = data["forwards.h"][row], torch.zeros(HIDDEN), {}, {}
            for t in steps:
                forwards = after[t] = gru_torch(p, "forwards.", x[t], forwards)
            for t in reversed(steps):
                backwards = before[t] = gru_torch(p, "backwards.", x[t], backwards)
            for t in steps:
                logits[t, row] = dense(p, "tag", torch.cat([after[t], before[t]]))
                losses.append(cross_entropy(logits[t, row], at(data["target"], batch, t, row)))
            finals.append(forwards)
        return {"logits": logits}, losses, {"forwards.h": finals}


class Conditioned(Network):
    """The state that the writer starts from is made of a vector; the caller has no state to give or to get."""

    FEATURES, LETTERS = 2, 3
    sizes = {"features": FEATURES, "letters": LETTERS, "hidden": HIDDEN}
    vectors = {"seen": FEATURES}
    tokens = {"before": ("time", LETTERS + 1), "target": ("time", LETTERS)}
    outputs = {"logits": ("time", LETTERS)}
    shapes = {
        **named("start", dense_shapes(HIDDEN, FEATURES)), **named("write", gru_torch_shapes(LETTERS + 1, HIDDEN)), **named("letter", dense_shapes(LETTERS, HIDDEN)),
    }

    @classmethod
    def run(cls, p, data, batch, lengths):
        logits, losses = {}, []
        for row in range(batch):
            h = torch.tanh(dense(p, "start", data["seen"][row]))
            for t in range(lengths["time"][row]):
                h = gru_torch(p, "write.", one_hot(at(data["before"], batch, t, row), cls.LETTERS + 1), h)
                logits[t, row] = dense(p, "letter", h)
                losses.append(cross_entropy(logits[t, row], at(data["target"], batch, t, row)))
        return {"logits": logits}, losses, {}


class Frames(Network):
    """Vector frames, a label in step with each."""

    PIXELS, LABELS = 4, 3
    sizes = {"pixels": PIXELS, "labels": LABELS, "hidden": HIDDEN}
    inputs = {"frame": ("time", PIXELS)}
    tokens = {"target": ("time", LABELS)}
    states = {"memory.h": HIDDEN}
    outputs = {"logits": ("time", LABELS)}
    shapes = {**named("memory", gru_torch_shapes(PIXELS, HIDDEN)), **named("label", dense_shapes(LABELS, HIDDEN))}

    @staticmethod
    def run(p, data, batch, lengths):
        logits, losses, finals = {}, [], []
        for row in range(batch):
            h = data["memory.h"][row]
            for t in range(lengths["time"][row]):
                h = gru_torch(p, "memory.", data["frame"][t, row], h)
                logits[t, row] = dense(p, "label", h)
                losses.append(cross_entropy(logits[t, row], at(data["target"], batch, t, row)))
            finals.append(h)
        return {"logits": logits}, losses, {"memory.h": finals}


NETWORKS = {
    "hello": Hello,
    "char-lm": CharModel,
    "app-scanline": Scanline,
    "app-tagging": Tagging,
    "app-conditioned": Conditioned,
    "app-frames": Frames,
}
