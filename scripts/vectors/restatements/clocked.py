"""Blocks at rates of their own."""

import torch

from .common import INPUT, Cell, tanh

MODULES, UNIT = 3, 3


def clockwork(p, x, s, t):
    new = {}
    for k in range(MODULES):
        old = s[f"h.{k}"]
        if t % 2**k == 0:
            read = x @ p[f"block.{k}.W"].T + p[f"block.{k}.b"]
            for j in range(k, MODULES):
                read = read + s[f"h.{j}"] @ p[f"block.{k}.U.{j}"].T
            new[f"h.{k}"] = tanh(read)
        else:
            new[f"h.{k}"] = old
    return torch.cat([new[f"h.{k}"] for k in range(MODULES)], dim=1), new


def shapes():
    found = {}
    for k in range(MODULES):
        found[f"block.{k}.W"] = (UNIT, INPUT)
        found.update({f"block.{k}.U.{j}": (UNIT, UNIT) for j in range(k, MODULES)})
        found[f"block.{k}.b"] = (UNIT,)
    return found


CELLS = {
    "clockwork": Cell(clockwork, {f"h.{k}": UNIT for k in range(MODULES)}, shapes(), sizes={"input": INPUT, "unit": UNIT}, output=MODULES * UNIT, is_timed=True),
}
