"""
Vectors for whole networks, those of restatements/networks. Each is restated plainly, sequence by sequence and step by step, and differentiated by PyTorch.

The scalar that is differentiated is the network's loss (the mean over the rows that count) plus Σ d∘value over its outputs and final states, with the weights d that the
file states, so that every path has a gradient of its own.
"""

import random
import sys
import zlib

import torch

from restatements import networks
from vectors import draw, numbers, write

RAGGED = [[4, 0, 2], [1, 3, 2], [1, 1, 1], [0, 0, 0]]
BATCH = len(RAGGED[0])


def leaves_of(network, seed, lengths):
    """What the caller gives: tokens as lists, all else as tensors."""
    steps = {axis: max(lengths[axis], default=0) for axis in network.axes}
    source = random.Random(seed)
    tokens = {name: [source.randrange(size) for _ in range((steps[axis] if axis else 1) * BATCH)] for name, (axis, size) in network.tokens.items()}
    inputs = {name: draw(seed + 1 + i, steps[axis], BATCH, size) for i, (name, (axis, size)) in enumerate(network.inputs.items())}
    vectors = {name: draw(seed + 11 + i, BATCH, size) for i, (name, size) in enumerate(network.vectors.items())}
    states = {name: draw(seed + 21 + i, BATCH, size) for i, (name, size) in enumerate(network.states.items())}
    return steps, tokens, {**inputs, **vectors, **states}


def whole(values, axis, size, steps):
    """An output as a tensor that is 0 beyond the lengths."""
    rows = [(t, row) for t in range(steps[axis]) for row in range(BATCH)] if axis else range(BATCH)
    flat = [values.get(row, torch.zeros(size)) for row in rows]
    return torch.cat(flat) if flat else torch.zeros(0)


def case(network, parameters, seed, lengths):
    steps, tokens, given = leaves_of(network, seed, lengths)
    leaves = {name: value.clone().requires_grad_(True) for name, value in {**given, **parameters}.items()}
    outputs, losses, finals = network.run(leaves, {**tokens, **leaves}, BATCH, lengths)
    values = {name: whole(outputs[name], axis, size, steps) for name, (axis, size) in network.outputs.items()}
    values |= {name: torch.cat(rows) for name, rows in finals.items()}
    weights = {name: draw(seed + 31 + i, *value.shape) for i, (name, value) in enumerate(values.items())}
    loss = torch.stack(losses).mean() if losses else torch.zeros(())
    scalar = loss + sum((weights[name] * value).sum() for name, value in values.items())
    gradients = dict(zip(leaves, torch.autograd.grad(scalar, list(leaves.values()), allow_unused=True) if scalar.requires_grad else [None] * len(leaves)))
    gradients = {name: torch.zeros_like(leaves[name]) if gradient is None else gradient for name, gradient in gradients.items()}
    return {
        "name": ", ".join(f"{axis}: {lengths[axis]}" for axis in network.axes),
        "batch": BATCH,
        "lengths": lengths,
        "tokens": tokens,
        "given": {name: numbers(value) for name, value in given.items()},
        "weights": {name: numbers(value) for name, value in weights.items()},
        "loss": loss.item(),
        "values": {name: numbers(value) for name, value in values.items()},
        "gradients": {name: numbers(value) for name, value in gradients.items()},
    }


def main(folder, restatements):
    for name, network in restatements.items():
        seed = zlib.crc32(name.encode())
        parameters = {key: draw(seed + i, *shape) for i, (key, shape) in enumerate(network.shapes.items())}
        cases = [
            case(network, parameters, seed + 100 * (i + 1), {axis: RAGGED[(i + j) % 4] for j, axis in enumerate(network.axes)})
            for i in range(4 if network.axes else 1)
        ]
        write(folder, name, {
            "network": name,
            "sizes": network.sizes,
            "parameters": {key: numbers(value) for key, value in parameters.items()},
            "cases": cases,
        })


if __name__ == "__main__":
    main(sys.argv[2], {"language": networks.LANGUAGE, "catalogue": networks.CATALOGUE}[sys.argv[1]])
