"""
Vectors from PyTorch's own layers, nn.RNN, nn.LSTM and nn.GRU: the oracle whose equations nobody here wrote down.
A ragged batch is run sequence by sequence, which gives torch no padding to look at.
"""

import sys

import torch

from cells import CELLS, draw_parameters, draw_states, over_time
from restatements.common import HIDDEN, INPUT
from vectors import case, draw, numbers, write

# id: (layer, torch's order of the gates)
MODULES = {
    "rnn-tanh": (lambda: torch.nn.RNN(INPUT, HIDDEN, nonlinearity="tanh"), "h"),
    "rnn-relu": (lambda: torch.nn.RNN(INPUT, HIDDEN, nonlinearity="relu"), "h"),
    "lstm": (lambda: torch.nn.LSTM(INPUT, HIDDEN), "ifgo"),
    "lstm-torch": (lambda: torch.nn.LSTM(INPUT, HIDDEN), "ifgo"),
    "gru-torch": (lambda: torch.nn.GRU(INPUT, HIDDEN), "rzn"),
}


def weights(p, gates):
    """The layer's own tensors from our keys; where a cell has one bias b, torch's second one is 0."""
    def side(role):
        return torch.cat([p[f"{gate}.{role}"] for gate in gates])
    two = f"{gates[0]}.b_ih" in p
    return [side("W"), side("U"), side("b_ih" if two else "b"), side("b_hh") if two else torch.zeros(len(gates) * HIDDEN)]


def run_with(module, gates):
    is_lstm = isinstance(module, torch.nn.LSTM)

    def one(p, x, h, c):
        state = (h[None, None], c[None, None]) if is_lstm else h[None, None]
        module._flat_weights = weights(p, gates)  # what its forward reads; the gradients then reach our own leaves
        y, final = module(x[:, None], state)
        h, c = final if is_lstm else (final, None)
        return y[:, 0], h[0, 0], None if c is None else c[0, 0]

    def run(p, x, initial, lengths):
        ys, hs, cs = [], [], []
        for b, length in enumerate(lengths):
            y, h, c = one(p, x[:length, b], initial["h"][b], initial["c"][b] if is_lstm else None)
            ys.append(torch.cat([y, torch.zeros(x.shape[0] - length, HIDDEN)]))
            hs.append(h)
            cs.append(c)
        final = {"h": torch.stack(hs)}
        if is_lstm:
            final["c"] = torch.stack(cs)
        return torch.stack(ys, dim=1), final
    return run


def main(folder):
    for index, (name, (make, gates)) in enumerate(MODULES.items()):
        seed = 50_000 + 1000 * index
        cell = CELLS[name]
        parameters = draw_parameters(cell, seed)
        module, lengths = make(), [2, 4]
        x = draw(seed + 100, 4, 2, INPUT)
        initial = draw_states(cell, seed + 110, 2)
        source = "torch.nn." + type(module).__name__
        ours = over_time(cell)(parameters, x, initial, lengths)[0]
        theirs = run_with(module, gates)(parameters, x, initial, lengths)[0]
        assert (ours - theirs).abs().max() < 1e-14, f"the restatement of {name} is not {source}"
        write(folder, name + ".nn", {
            "cell": name,
            "sizes": {"input": INPUT, "hidden": HIDDEN},
            "shapes": {key: list(value.shape) for key, value in parameters.items()},
            "parameters": {key: numbers(value) for key, value in parameters.items()},
            "cases": [case("T=4", source, run_with(module, gates), parameters, x, initial, lengths, seed + 150)],
        })


if __name__ == "__main__":
    main(sys.argv[1])
