"""What the scripts of this folder share: drawing data that prints short, running a cell over ragged sequences, writing compact JSON."""

import json
import os
import random

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def draw(seed, *shape):
    """Multiples of 1/64 in about ±1: they print short and are exact in float32, so that float and double kernels get the same data."""
    source = random.Random(seed)
    count = 1
    for extent in shape:
        count *= extent
    values = [source.randint(-72, 72) / 64 for _ in range(count)]
    return torch.tensor(values).reshape(shape)


def numbers(tensor):
    return [value + 0.0 for value in tensor.detach().reshape(-1).tolist()]


def write(folder, name, document):
    """One line per tensor, so that the files stay small and a change of one tensor is one line of a diff."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".json"), "w", newline="\n") as file:
        file.write(lines(document, "") + "\n")


def lines(value, indent):
    if isinstance(value, dict) and value:
        inner = indent + " "
        rows = [inner + json.dumps(key) + ": " + lines(child, inner) for key, child in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        inner = indent + " "
        return "[\n" + ",\n".join(inner + lines(child, inner) for child in value) + "\n" + indent + "]"
    if isinstance(value, list):
        return json.dumps([int(v) if isinstance(v, float) and v.is_integer() else v for v in value], separators=(",", ":"))
    return json.dumps(value)


def case(name, source, run, parameters, x, initial, lengths, seed):
    """
    Runs forward and backward and gives the case as written to the file.
    run(parameters, x, initial, lengths) -> (y [T, B, H], final states); y is 0 beyond a length, the final state is that after the last step of each sequence.
    The loss is Σ dy∘y + Σ dfinal∘final, so that every gradient has the weights dy and dfinal that the file states.
    """
    leaves = [tensor.clone().requires_grad_(True) for tensor in [x, *initial.values(), *parameters.values()]]
    x_leaf, rest = leaves[0], leaves[1:]
    initial_leaves = dict(zip(initial, rest))
    parameter_leaves = dict(zip(parameters, rest[len(initial):]))
    y, final = run(parameter_leaves, x_leaf, initial_leaves, lengths)
    dy = draw(seed + 1, *y.shape)
    dfinal = {state: draw(seed + 2 + i, *final[state].shape) for i, state in enumerate(final)}
    loss = (dy * y).sum() + sum((dfinal[state] * final[state]).sum() for state in final)
    gradients = torch.autograd.grad(loss, leaves, allow_unused=True)
    gradients = [torch.zeros_like(leaf) if gradient is None else gradient for leaf, gradient in zip(leaves, gradients)]
    steps, batch = x.shape[0], x.shape[1]
    return {
        "name": name,
        "source": source,
        "steps": steps,
        "batch": batch,
        "lengths": lengths,
        "x": numbers(x),
        "initial": {state: numbers(value) for state, value in initial.items()},
        "dy": numbers(dy),
        "dfinal": {state: numbers(value) for state, value in dfinal.items()},
        "y": numbers(y),
        "final": {state: numbers(final[state]) for state in initial},
        "dx": numbers(gradients[0]),
        "dinitial": {state: numbers(gradient) for state, gradient in zip(initial, gradients[1:])},
        "dparameters": {key: numbers(gradient) for key, gradient in zip(parameters, gradients[1 + len(initial):])},
    }
