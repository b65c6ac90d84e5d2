"""
Vectors for the cells of the catalogue: each is restated in the modules of restatements/ plainly, one step at a time, from its equations, and differentiated by PyTorch.
Keys are the checkpoint keys gate.role: W acts on the input, U on the recurrent state, b is a bias, p a diagonal (peephole).
"""

import sys
import zlib

import torch

from restatements import CELLS
from restatements.common import NearKink
from vectors import case, draw, numbers, write


def draw_parameters(cell, seed):
    """A tensor for each key, each from a seed of its own; a cell moves those whose range is another."""
    drawn = {key: draw(seed + 1 + i, *shape) for i, (key, shape) in enumerate(cell.shapes.items())}
    return {key: cell.moved.get(key, lambda value: value)(value) for key, value in drawn.items()}


def draw_states(cell, seed, batch):
    drawn = {name: draw(seed + i, batch, size) for i, (name, size) in enumerate(cell.states.items())}
    return {name: cell.moved.get(name, lambda value: value)(value) for name, value in drawn.items()}


def over_time(cell, seed=None):
    """Runs one step after the other; a sequence past its length holds its states and gives y = 0. The seed of a run that trains; None in evaluation."""
    def run(p, x, initial, lengths):
        state, outputs = dict(initial), []
        for t in range(x.shape[0]):
            told = (t, seed) if cell.is_random else (t,) if cell.is_timed else ()
            y, new = cell.step(p, x[t], state, *told)
            active = torch.tensor([t < length for length in lengths]).unsqueeze(1)
            outputs.append(torch.where(active, y, torch.zeros_like(y)))
            state = {name: torch.where(active, new[name], state[name]) for name in state}
        empty = torch.zeros(0, x.shape[1], cell.output)
        return (torch.stack(outputs) if outputs else empty), state
    return run


def cases(cell, seed):
    parameters = draw_parameters(cell, seed)
    found = []
    for number, lengths in enumerate([[5, 0, 3], [1, 1], []]):
        at = seed + 100 * (number + 1)
        lengths = lengths or [0, 0]
        steps, batch = max(lengths), len(lengths)
        x = draw(at, steps, batch, cell.sizes["input"])
        if cell.first_input is not None and steps:
            x[0] = cell.first_input
        initial = draw_states(cell, at + 10, batch)
        if not cell.is_random:
            found.append(case(f"T={steps}", "restatement", over_time(cell), parameters, x, initial, lengths, at + 50))
            continue
        run = at + (1 << 40)
        found.append({**case(f"T={steps}, training", "restatement", over_time(cell, run), parameters, x, initial, lengths, at + 50), "seed": run})
        found.append({**case(f"T={steps}, evaluation", "restatement", over_time(cell), parameters, x, initial, lengths, at + 50), "mode": "Evaluate"})
    return parameters, found


def document(name, cell):
    """Draws until no value lies at a kink, so that no rounding decides which side a gradient takes."""
    seed = zlib.crc32(name.encode())
    while True:
        try:
            parameters, found = cases(cell, seed)
            break
        except NearKink:
            seed += 1000
    return {
        "cell": cell.id or name,
        "sizes": cell.sizes,
        "shapes": {key: list(value.shape) for key, value in parameters.items()},
        "parameters": {key: numbers(value) for key, value in parameters.items()},
        "cases": found,
    }


def main(folder, names):
    for name, cell in CELLS.items():
        if not names or name in names:
            write(folder, name, document(name, cell))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
