"""What the restatements share: products, kinks that refuse data too near to them, and the description of a cell."""

from dataclasses import dataclass, field
from typing import Callable, Optional

import torch

sigmoid, tanh = torch.sigmoid, torch.tanh
INPUT, HIDDEN = 3, 5
SIZES = {"input": INPUT, "hidden": HIDDEN}


class NearKink(Exception):
    """A value lies so near to where a derivative jumps that a rounding may take it across; the caller draws again."""


def away_from(distance):
    if distance.numel() and distance.abs().min() <= 1e-3:
        raise NearKink


@dataclass
class Cell:
    """One cell: step(parameters, x, states) gives y and the new states; states and parameters by name with their sizes and shapes."""

    step: Callable
    states: dict
    shapes: dict
    sizes: dict = field(default_factory=lambda: dict(SIZES))
    output: int = HIDDEN
    # Moves a drawn parameter or initial state into the range where the cell means something.
    moved: dict = field(default_factory=dict)
    # What every feature of the first step's input is, where it is to hit a certain point.
    first_input: Optional[float] = None
    # Whether a step is told its number, and whether also the run's seed, None in evaluation.
    is_timed: bool = False
    is_random: bool = False
    # The cell's id where the file has another name.
    id: Optional[str] = None


def dense(p, gate, x, h):
    return x @ p[gate + ".W"].T + h @ p[gate + ".U"].T


def affine(p, gate, x, h):
    return dense(p, gate, x, h) + p[gate + ".b"]


def of_x(p, gate, x):
    return x @ p[gate + ".W"].T


def relu(x):
    away_from(x)
    return torch.relu(x)


def gates(roles, width=HIDDEN, x=INPUT, h=HIDDEN):
    """Shapes by key from {"i f": "W U b"}: W acts on x, U (and any other matrix, written in capitals) on h, the rest are vectors."""
    shapes = {}
    for names, kinds in roles.items():
        for name in names.split():
            for kind in kinds.split():
                shapes[f"{name}.{kind}"] = (width, x) if kind == "W" else (width, h) if kind[0].isupper() else (width,)
    return shapes


def states(names, width=HIDDEN):
    return {name: width for name in names.split()}
