"""
A walk from PyTorch to RnnGraph.Torch: the state_dict of a module as a safetensors file, what the module gives for some input, and where ten steps of Adam lead it from there. All values start
as float32; what follows is computed in double precision.
"""

import json
import os
import struct
import sys

import numpy
import torch

from vectors import draw, numbers, write

STEPS, BATCH, UPDATES, RATE = 6, 3, 10, 0.01

CASES = {
    "rnn": ("RNN", {"input_size": 4, "hidden_size": 7, "num_layers": 2}),
    "lstm": ("LSTM", {"input_size": 4, "hidden_size": 9, "num_layers": 2, "bidirectional": True}),
    "lstm-projected": ("LSTM", {"input_size": 4, "hidden_size": 8, "proj_size": 3}),
    "gru": ("GRU", {"input_size": 4, "hidden_size": 6, "bidirectional": True}),
}


def save(path, tensors):
    """The safetensors format: the length of a header, the header in JSON, the tensors one behind the other."""
    header, data = {}, b""
    for name, tensor in tensors.items():
        values = tensor.detach().numpy().astype(numpy.float32).tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def walk(name, folder):
    kind, options = CASES[name]
    torch.manual_seed(list(CASES).index(name))
    module = getattr(torch.nn, kind)(**options)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(parameter.float().double())
    save(os.path.join(folder, name + ".safetensors"), module.state_dict())
    x = draw(1, STEPS, BATCH, options["input_size"])
    y, _ = module(x)
    target = draw(2, *y.shape)
    optimizer = torch.optim.Adam(module.parameters(), lr=RATE)
    document = {"module": kind, "options": options, "steps": STEPS, "batch": BATCH, "rate": RATE, "x": numbers(x), "target": numbers(target), "y": numbers(y), "losses": []}
    for _ in range(UPDATES):
        optimizer.zero_grad()
        loss = ((module(x)[0] - target) ** 2).mean()
        loss.backward()
        optimizer.step()
        document["losses"].append(loss.item())
    document["parameters"] = {key: numbers(value) for key, value in module.named_parameters()}
    return document


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    for case in CASES:
        write(sys.argv[1], case, walk(case, sys.argv[1]))
