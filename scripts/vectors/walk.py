"""
A walk from PyTorch to RnnGraph.Torch: the state_dict of a module, or of a whole model, as a safetensors file, what it gives for some input, and where ten steps of Adam lead it from there. All
values start as float32; what follows is computed in double precision.
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


MODELS = {
    "model": {"num_embeddings": 11, "embedding_dim": 5, "hidden_size": 8, "out_features": 11},
}


class Model(torch.nn.Module):
    """Embedding, LSTM and a linear head, under the names that such models usually have."""

    def __init__(self, num_embeddings, embedding_dim, hidden_size, out_features):
        super().__init__()
        self.embedding = torch.nn.Embedding(num_embeddings, embedding_dim)
        self.rnn = torch.nn.LSTM(embedding_dim, hidden_size)
        self.head = torch.nn.Linear(hidden_size, out_features)

    def forward(self, tokens):
        return self.head(self.rnn(self.embedding(tokens))[0])


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


def rounded(module):
    """Values that float32 holds exactly."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(parameter.float().double())
    return module


def steps(module, x, target):
    """What ten steps of Adam on the mean squared error lead to: the loss before each, and the parameters after all."""
    optimizer = torch.optim.Adam(module.parameters(), lr=RATE)
    losses = []
    for _ in range(UPDATES):
        optimizer.zero_grad()
        y = module(x)
        loss = (((y[0] if isinstance(y, tuple) else y) - target) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {"losses": losses, "parameters": {key: numbers(value) for key, value in module.named_parameters()}}


def walk(name, folder):
    kind, options = CASES[name]
    torch.manual_seed(list(CASES).index(name))
    module = rounded(getattr(torch.nn, kind)(**options))
    save(os.path.join(folder, name + ".safetensors"), module.state_dict())
    x = draw(1, STEPS, BATCH, options["input_size"])
    y, _ = module(x)
    target = draw(2, *y.shape)
    document = {"module": kind, "options": options, "steps": STEPS, "batch": BATCH, "rate": RATE, "x": numbers(x), "target": numbers(target), "y": numbers(y)}
    return document | steps(module, x, target)


def walk_model(name, folder):
    options = MODELS[name]
    torch.manual_seed(100 + list(MODELS).index(name))
    model = rounded(Model(**options))
    save(os.path.join(folder, name + ".safetensors"), model.state_dict())
    tokens = ((draw(1, STEPS, BATCH) + 1) * 32).long() % options["num_embeddings"]
    y = model(tokens)
    target = draw(2, *y.shape)
    document = {"options": options, "steps": STEPS, "batch": BATCH, "rate": RATE, "tokens": tokens.reshape(-1).tolist(), "target": numbers(target), "y": numbers(y)}
    return document | steps(model, tokens, target)


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    for case in CASES:
        write(sys.argv[1], case, walk(case, sys.argv[1]))
    os.makedirs(os.path.join(sys.argv[1], "Models"), exist_ok=True)
    for case in MODELS:
        write(os.path.join(sys.argv[1], "Models"), case, walk_model(case, os.path.join(sys.argv[1], "Models")))
