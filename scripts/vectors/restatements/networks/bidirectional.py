"""One cell forwards and one backwards (Schuster & Paliwal 1997): what they say side by side, or added."""

import torch

from .parts import Network, lstm, lstm_shapes, named

INPUT, HIDDEN = 3, 4


class Bidirectional(Network):
    """The backward scan starts at each sequence's own last step, from 0."""

    sizes = {"input": INPUT, "hidden": HIDDEN}
    inputs = {"x": ("time", INPUT)}
    states = {"forwards.h": HIDDEN, "forwards.c": HIDDEN}
    shapes = {**named("forwards", lstm_shapes(INPUT, HIDDEN)), **named("backwards", lstm_shapes(INPUT, HIDDEN))}

    @classmethod
    def run(cls, p, data, batch, lengths):
        y, finals = {}, {"forwards.h": [], "forwards.c": []}
        for row in range(batch):
            steps = range(lengths["time"][row])
            forwards, backwards = (data["forwards.h"][row], data["forwards.c"][row]), (torch.zeros(HIDDEN), torch.zeros(HIDDEN))
            after, before = {}, {}
            for t in steps:
                forwards = after[t] = lstm(p, "forwards.", data["x"][t, row], forwards)
            for t in reversed(steps):
                backwards = before[t] = lstm(p, "backwards.", data["x"][t, row], backwards)
            for t in steps:
                y[t, row] = cls.join(after[t][0], before[t][0])
            finals["forwards.h"].append(forwards[0])
            finals["forwards.c"].append(forwards[1])
        return {"y": y}, [], finals


class Concatenated(Bidirectional):
    outputs = {"y": ("time", 2 * HIDDEN)}

    @staticmethod
    def join(after, before):
        return torch.cat([after, before])


class Added(Bidirectional):
    outputs = {"y": ("time", HIDDEN)}

    @staticmethod
    def join(after, before):
        return after + before


NETWORKS = {"bidirectional-concat": Concatenated, "bidirectional-sum": Added}
