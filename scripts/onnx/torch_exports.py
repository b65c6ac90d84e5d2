"""Writes what PyTorch exports of nn.RNN, nn.LSTM and nn.GRU with what PyTorch gives for them, in ONNX's layout: FOLDER/lstm-2-bidirectional-…/model.onnx, test_data_set_0/input_*.pb, output_*.pb.

torch_exports.py FOLDER

Each kind with one and two layers, in one direction and both, in every opset that PyTorch 1.13 writes: alone with its initial states among the inputs, or with an embedding before it, a linear layer behind
it and states that the graph makes itself. A second data set has another batch and another number of steps.
"""

import io
import os
import sys

import onnx
import torch
from torch import nn

from layout import write

FEATURES, HIDDEN, TOKENS = 3, 4, 7
OPSETS = range(9, 17)
# Steps and sequences of each data set; the model is exported over the first.
SIZES = [(5, 2), (3, 4)]


class Labels(nn.Module):
    """Tokens [B, T] to scores [B, T, TOKENS]; the initial states are the layer's own zeros."""

    def __init__(self, kind, layers, both, **more):
        super().__init__()
        self.embedding = nn.Embedding(TOKENS, FEATURES)
        self.recurrent = kind(FEATURES, HIDDEN, layers, bidirectional=both, batch_first=True, **more)
        self.linear = nn.Linear(HIDDEN * (2 if both else 1), TOKENS)

    def forward(self, tokens):
        return self.linear(self.recurrent(self.embedding(tokens))[0])

    def draw(self, steps, batch):
        return (torch.randint(TOKENS, (batch, steps)),)

    names, results, axes = ["tokens"], ["scores"], {"tokens": {0: "batch", 1: "steps"}}


class Alone(nn.Module):
    """[T, B, FEATURES] and initial states to [T, B, HIDDEN·directions] and final states."""

    def __init__(self, kind, layers, both, **more):
        super().__init__()
        self.recurrent = kind(FEATURES, HIDDEN, layers, bidirectional=both, **more)
        self.count = layers * (2 if both else 1)
        states = ["h", "c"] if kind is nn.LSTM else ["h"]
        self.names, self.results = ["x"] + [name + "0" for name in states], ["y"] + states
        self.axes = {"x": {0: "steps", 1: "batch"}, **{name + "0": {1: "batch"} for name in states}}

    def forward(self, x, *states):
        y, final = self.recurrent(x, states if len(states) > 1 else states[0])
        return (y, *final) if isinstance(final, tuple) else (y, final)

    def draw(self, steps, batch):
        return (torch.randn(steps, batch, FEATURES), *[torch.randn(self.count, batch, HIDDEN) for _ in self.names[1:]])


def export(module, opset):
    """The model, and (inputs, outputs) of each data set."""
    draws = [module.draw(steps, batch) for steps, batch in SIZES]
    file = io.BytesIO()
    torch.onnx.export(module, draws[0], file, opset_version=opset, input_names=module.names, output_names=module.results, dynamic_axes=module.axes)
    with torch.no_grad():
        results = [module(*inputs) for inputs in draws]
    results = [result if isinstance(result, tuple) else (result,) for result in results]
    return onnx.load_from_string(file.getvalue()), [([x.numpy() for x in inputs], [y.numpy() for y in outputs]) for inputs, outputs in zip(draws, results)]


def main(folder):
    torch.manual_seed(1)
    count = 0
    for name, kind, more in (("rnn", nn.RNN, {}), ("rnn-relu", nn.RNN, {"nonlinearity": "relu"}), ("lstm", nn.LSTM, {}), ("gru", nn.GRU, {})):
        for layers in (1, 2):
            for both in (False, True):
                for form in (Alone, Labels):
                    for opset in OPSETS:
                        case = "-".join([name, str(layers)] + (["bidirectional"] if both else []) + [form.__name__.lower(), f"opset{opset}"])
                        write(os.path.join(folder, case), *export(form(kind, layers, both, **more).eval(), opset))
                        count += 1
    print(f"{count} models in {folder}")


if __name__ == "__main__":
    main(sys.argv[1])
