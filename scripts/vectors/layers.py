"""
Vectors for RnnGraph.Torch from PyTorch's own modules nn.RNN, nn.LSTM and nn.GRU: outputs, final states and every gradient, packed ragged sequences among them.
Dropout between layers draws from PyTorch's generator, which nobody else has; there the layers are nn modules of one layer each, with our masks between them, restated here.
"""

import sys

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from vectors import draw, numbers, write

MASK64 = (1 << 64) - 1
SMALL = {"input_size": 3, "hidden_size": 5}

# name: (module, its arguments, steps, batch, lengths)
CASES = {
    "lstm-004": ("LSTM", {"input_size": 10, "hidden_size": 20, "num_layers": 2}, 5, 3, None),
    "rnn": ("RNN", SMALL, 4, 2, None),
    "rnn-relu-3-layers": ("RNN", {**SMALL, "num_layers": 3, "nonlinearity": "relu"}, 4, 2, None),
    "rnn-no-bias-bidirectional": ("RNN", {**SMALL, "bias": False, "bidirectional": True}, 4, 3, [2, 4, 3]),
    "rnn-relu-no-bias": ("RNN", {**SMALL, "bias": False, "nonlinearity": "relu"}, 3, 2, None),
    "lstm-batch-first": ("LSTM", {**SMALL, "num_layers": 2, "batch_first": True}, 4, 3, None),
    "lstm-bidirectional": ("LSTM", {**SMALL, "num_layers": 2, "bidirectional": True}, 6, 4, [3, 6, 1, 5]),
    "lstm-no-bias": ("LSTM", {**SMALL, "bias": False}, 5, 2, [5, 2]),
    "lstm-projected": ("LSTM", {**SMALL, "num_layers": 2, "proj_size": 2}, 4, 3, [1, 4, 4]),
    "lstm-projected-no-bias-bidirectional-batch-first": ("LSTM", {**SMALL, "num_layers": 2, "proj_size": 3, "bias": False, "bidirectional": True, "batch_first": True}, 4, 3, [2, 4, 3]),
    "lstm-dropout": ("LSTM", {**SMALL, "num_layers": 3, "dropout": 0.4}, 4, 3, [4, 2, 3]),
    "gru": ("GRU", {**SMALL, "num_layers": 2}, 5, 3, None),
    "gru-no-bias": ("GRU", {**SMALL, "bias": False}, 5, 2, None),
    "gru-bidirectional-batch-first": ("GRU", {**SMALL, "num_layers": 2, "bidirectional": True, "batch_first": True}, 6, 4, [2, 6, 4, 5]),
    "gru-dropout-bidirectional": ("GRU", {**SMALL, "num_layers": 2, "bidirectional": True, "dropout": 0.25}, 4, 2, None),
}

SEED, DRAW = 7, 11


def mix(z):
    """SplitMix64's finaliser, as DropoutMask has it."""
    z = (z + 0x9E3779B97F4A7C15) & MASK64
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK64
    return z ^ (z >> 31)


def mask(shape, probability, layer):
    """0 or 1/(1 − p) for every value of a layer's output [T, B, F]."""
    key = mix((mix((mix(SEED) + DRAW) & MASK64) + layer) & MASK64)
    count = shape[0] * shape[1] * shape[2]
    dropped = round(probability * (1 << 24))
    kept = [0.0 if (mix((key + i) & MASK64) >> 40) < dropped else 1 / (1 - probability) for i in range(count)]
    return torch.tensor(kept).reshape(shape)


def run_module(module, x, initial, lengths, batch_first, steps):
    """y and the final states of a module over padded sequences; lengths may stand in any order."""
    if lengths is None:
        return module(x, initial)
    packed = pack_padded_sequence(x, lengths, batch_first=batch_first, enforce_sorted=False)
    y, final = module(packed, initial)
    return pad_packed_sequence(y, batch_first=batch_first, total_length=steps)[0], final


def run_with_masks(kind, options, whole, x, initial, lengths, steps):
    """A stack of one-layer modules that share the parameters of `whole`, with masks between them."""
    directions = 2 if options.get("bidirectional") else 1
    layers, dropout = options["num_layers"], options["dropout"]
    finals, y = [], x
    for layer in range(layers):
        inputs = options["input_size"] if layer == 0 else directions * options["hidden_size"]
        one = getattr(torch.nn, kind)(inputs, options["hidden_size"], bidirectional=directions == 2)
        one._flat_weights = [parameter for name, parameter in whole.named_parameters() if f"_l{layer}" in name]
        part = slice(layer * directions, (layer + 1) * directions)
        state = tuple(value[part] for value in initial) if isinstance(initial, tuple) else initial[part]
        y, final = run_module(one, y, state, lengths, False, steps)
        finals.append(final)
        if layer + 1 < layers:
            y = y * mask(y.shape, dropout, layer)
    if isinstance(initial, tuple):
        return y, tuple(torch.cat([final[i] for final in finals]) for i in range(2))
    return y, torch.cat(finals)


def case(kind, options, steps, batch, lengths, seed):
    module = getattr(torch.nn, kind)(**options)
    for index, parameter in enumerate(module.parameters()):
        parameter.data = draw(seed + index, *parameter.shape) * 0.5
    directions = 2 if options.get("bidirectional") else 1
    cells = options.get("num_layers", 1) * directions
    features = options.get("proj_size", 0) or options["hidden_size"]
    batch_first = options.get("batch_first", False)
    order = (lambda a, b: (b, a)) if batch_first else (lambda a, b: (a, b))
    x = draw(seed + 100, *order(steps, batch), options["input_size"]).requires_grad_()
    states = {"h": draw(seed + 101, cells, batch, features).requires_grad_()}
    if kind == "LSTM":
        states["c"] = draw(seed + 102, cells, batch, options["hidden_size"]).requires_grad_()
    initial = tuple(states.values()) if kind == "LSTM" else states["h"]
    if options.get("dropout"):
        y, final = run_with_masks(kind, options, module, x, initial, lengths, steps)
    else:
        y, final = run_module(module, x, initial, lengths, batch_first, steps)
    final = dict(zip(states, final if kind == "LSTM" else [final]))
    dy = draw(seed + 103, *y.shape)
    dfinal = {name: draw(seed + 104 + i, *value.shape) for i, (name, value) in enumerate(final.items())}
    loss = (dy * y).sum() + sum((dfinal[name] * final[name]).sum() for name in final)
    loss.backward()
    return {
        "module": kind,
        "options": {key: value for key, value in options.items()},
        "steps": steps,
        "batch": batch,
        "lengths": lengths,
        "seed": SEED,
        "draw": DRAW,
        "shapes": {name: list(value.shape) for name, value in module.named_parameters()},
        "parameters": {name: numbers(value) for name, value in module.named_parameters()},
        "x": numbers(x),
        "initial": {name: numbers(value) for name, value in states.items()},
        "dy": numbers(dy),
        "dfinal": {name: numbers(value) for name, value in dfinal.items()},
        "y": numbers(y),
        "final": {name: numbers(value) for name, value in final.items()},
        "dx": numbers(x.grad),
        "dinitial": {name: numbers(value.grad) for name, value in states.items()},
        "dparameters": {name: numbers(value.grad) for name, value in module.named_parameters()},
    }


def main(folder):
    for index, (name, (kind, options, steps, batch, lengths)) in enumerate(CASES.items()):
        write(folder, name, case(kind, options, steps, batch, lengths, 80_000 + 1000 * index))


if __name__ == "__main__":
    main(sys.argv[1])
