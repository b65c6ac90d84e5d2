"""PyTorch as a peer of `peers`: nn.LSTM and nn.GRU, and peephole and CIFG as TorchScript. Speaks the protocol of README.md.

Needs Debian's python3-torch and libopenblas0-openmp, or any PyTorch for the CPU: see install.sh.
"""

import sys
import time
from typing import List

import torch
from torch import nn
from torch.nn.functional import linear


class Custom(nn.Module):
    """Parameters of a cell that PyTorch has no module for, gates side by side."""

    def __init__(self, gates: int, inputs: int, hidden: int):
        super().__init__()
        bound = hidden**-0.5
        self.hidden = hidden
        self.w = nn.Parameter(torch.empty(gates * hidden, inputs).uniform_(-bound, bound))
        self.u = nn.Parameter(torch.empty(gates * hidden, hidden).uniform_(-bound, bound))
        self.b = nn.Parameter(torch.zeros(gates * hidden))
        self.p_i = nn.Parameter(torch.zeros(hidden))
        self.p_f = nn.Parameter(torch.zeros(hidden))
        self.p_o = nn.Parameter(torch.zeros(hidden))


class Peephole(Custom):
    def forward(self, x):
        h = torch.zeros(x.size(1), self.hidden)
        c = torch.zeros(x.size(1), self.hidden)
        ys: List[torch.Tensor] = []
        projected, u = linear(x, self.w, self.b), self.u.t()
        for t in range(x.size(0)):
            i, f, g, o = torch.addmm(projected[t], h, u).chunk(4, 1)
            i = torch.sigmoid(i + self.p_i * c)
            f = torch.sigmoid(f + self.p_f * c)
            c = f * c + i * torch.tanh(g)
            h = torch.sigmoid(o + self.p_o * c) * torch.tanh(c)
            ys.append(h)
        return torch.stack(ys)


class Cifg(Custom):
    def forward(self, x):
        h = torch.zeros(x.size(1), self.hidden)
        c = torch.zeros(x.size(1), self.hidden)
        ys: List[torch.Tensor] = []
        projected, u = linear(x, self.w, self.b), self.u.t()
        for t in range(x.size(0)):
            f, g, o = torch.addmm(projected[t], h, u).chunk(3, 1)
            f = torch.sigmoid(f)
            c = f * c + (1.0 - f) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
            ys.append(h)
        return torch.stack(ys)


def module(cell, inputs, hidden):
    """The cell's layer, and what it gives for an input; None for a cell that it hasn't."""
    if cell in ("lstm", "gru"):
        layer = (nn.LSTM if cell == "lstm" else nn.GRU)(inputs, hidden)
        return layer, lambda x: layer(x)[0]
    if cell == "peephole":
        layer = torch.jit.script(Peephole(4, inputs, hidden))
        return layer, layer
    if cell == "cifg":
        layer = torch.jit.script(Cifg(3, inputs, hidden))
        return layer, layer
    return None, None


def prepare(cell, mode, batch, steps, inputs, hidden, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    layer, run = module(cell, inputs, hidden)
    if layer is None:
        return None
    x = torch.randn(steps, batch, inputs, requires_grad=mode == "train")
    dy = torch.randn(steps, batch, hidden)

    def forward():
        with torch.no_grad():
            run(x)

    def train():
        layer.zero_grad(set_to_none=True)
        x.grad = None
        run(x).backward(dy)

    step = forward if mode == "forward" else train

    # TorchScript specialises in its first runs.
    for _ in range(3):
        step()
    return step


def main():
    print(f"peer PyTorch {torch.__version__}", flush=True)
    step = None
    for line in sys.stdin:
        words = line.split()
        if words[0] == "prepare":
            step = prepare(words[1], words[2], *map(int, words[3:]))
            print("absent it has no such cell" if step is None else "ready", flush=True)
        elif words[0] == "run":
            start = time.perf_counter()
            for _ in range(int(words[1])):
                step()
            print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
