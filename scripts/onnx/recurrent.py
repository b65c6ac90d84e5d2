"""Models of one recurrent node with random attributes."""

import numpy
from onnx import TensorProto, helper

from case import Case, model, values

GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}
FUNCTIONS = {"RNN": 1, "GRU": 2, "LSTM": 3}

# Each activation with ranges of its alpha and beta.
ACTIVATIONS = {
    "Relu": [], "Tanh": [], "Sigmoid": [], "Softsign": [], "Softplus": [],
    "LeakyRelu": [(0.01, 0.5)], "ThresholdedRelu": [(0.0, 0.6)], "Elu": [(0.3, 1.5)],
    "Affine": [(0.2, 0.9), (-0.5, 0.5)], "ScaledTanh": [(0.4, 1.3), (0.4, 1.3)], "HardSigmoid": [(0.1, 0.4), (0.3, 0.7)],
}


class Node:
    """A node's attributes, weights and states in layout 0."""

    def __init__(self, draw, kind, steps, batch, inputs, hidden, opset, prefix=""):
        self.kind, self.prefix, self.opset = kind, prefix, opset
        self.direction = draw.choice(["forward", "reverse", "bidirectional", "bidirectional"])
        count = 2 if self.direction == "bidirectional" else 1
        self.directions, self.hidden = count, hidden
        self.attributes = {"hidden_size": hidden}
        if self.direction != "forward" or draw.random() < 0.5:
            self.attributes["direction"] = self.direction
        if draw.random() < 0.7:
            self._draw_activations(draw, count)
        if draw.random() < 0.35:
            self.attributes["clip"] = round(draw.uniform(0.2, 1.2), 3)
        if kind == "GRU" and draw.random() < 0.6:
            self.attributes["linear_before_reset"] = draw.choice([0, 1, 1])
        if kind == "LSTM" and draw.random() < 0.4:
            self.attributes["input_forget"] = draw.choice([0, 1, 1])

        gates = GATES[kind]
        self.weights = {"W": values(draw, count, gates * hidden, inputs), "R": values(draw, count, gates * hidden, hidden)}
        if draw.random() < 0.7:
            self.weights["B"] = values(draw, count, 2 * gates * hidden)
        if kind == "LSTM" and draw.random() < 0.5:
            self.weights["P"] = values(draw, count, 3 * hidden)
        self.states = {}
        if draw.random() < 0.5:
            lengths = [draw.randint(1, steps) for _ in range(batch)]
            lengths[draw.randrange(batch)] = steps
            self.states["sequence_lens"] = numpy.array(lengths, dtype=numpy.int32)
        if draw.random() < 0.5:
            self.states["initial_h"] = values(draw, count, batch, hidden)
        if kind == "LSTM" and draw.random() < 0.5:
            self.states["initial_c"] = values(draw, count, batch, hidden)

    def _draw_activations(self, draw, count):
        names = [draw.choice(list(ACTIVATIONS)) for _ in range(FUNCTIONS[self.kind] * count)]
        self.attributes["activations"] = names
        # the numbers may end before the functions do, where ONNX Runtime has the same defaults as the specification
        ends_early = not {"Affine", "ScaledTanh", "ThresholdedRelu"} & set(names) and draw.random() < 0.5
        for place, attribute in enumerate(("activation_alpha", "activation_beta")):
            numbers = [round(draw.uniform(*ACTIVATIONS[name][place]), 3) for name in names if len(ACTIVATIONS[name]) > place]
            numbers = numbers[: draw.randint(0, len(numbers))] if ends_early else numbers
            if numbers:
                self.attributes[attribute] = numbers

    def make(self, x, outputs, **more):
        """The node, reading x."""
        names = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"] if self.kind == "LSTM" else ["X", "W", "R", "B", "sequence_lens", "initial_h"]
        there = {**self.weights, **self.states}
        reads = [x if name == "X" else self.prefix + name if name in there else "" for name in names]
        while reads[-1] == "":
            reads.pop()
        return helper.make_node(self.kind, reads, outputs, name=self.prefix + self.kind.lower(), **self.attributes, **more)

    def tensors(self, which):
        return {self.prefix + name: array for name, array in which.items()}


def make(draw):
    kind = draw.choice(list(GATES))
    steps, batch, inputs, hidden = draw.randint(1, 5), draw.randint(1, 4), draw.randint(1, 4), draw.randint(1, 6)
    opset = draw.randint(7, 22)
    node = Node(draw, kind, steps, batch, inputs, hidden, opset)
    batch_first = opset >= 14 and draw.random() < 0.4
    wanted = [name for name in (["Y", "Y_h", "Y_c"] if kind == "LSTM" else ["Y", "Y_h"])]
    kept = [name for name in wanted if draw.random() < 0.8] or [wanted[-1]]
    gives = [name if name in kept else "" for name in wanted]
    while gives[-1] == "":
        gives.pop()

    x = values(draw, steps, batch, inputs)
    weights_inside = draw.random() < 0.7
    outside = {} if weights_inside else node.weights
    inside = node.weights if weights_inside else {}
    outputs = {name: (TensorProto.FLOAT, 4 if name == "Y" else 3) for name in kept}
    feeds = {"X": x, **outside, **node.states}
    time_first = model([node.make("X", gives)], feeds, outputs, inside, opset)
    name = "-".join([kind.lower(), node.direction] + (["batchwise"] if batch_first else []) + [key for key in ("clip", "linear_before_reset", "input_forget") if node.attributes.get(key)])
    if not batch_first:
        return Case(name, time_first, feeds)

    turned = {key: turn(key, array) for key, array in feeds.items()}
    batchwise = model([node.make("X", gives, layout=1)], turned, outputs, inside, opset)
    return Case(name, batchwise, turned, lambda runtime: [turn(key, array) for key, array in Case(name, time_first, feeds).named(runtime)])


def turn(name, array):
    """From layout 0 to layout 1."""
    axes = {"X": (1, 0, 2), "Y": (2, 0, 1, 3), "initial_h": (1, 0, 2), "initial_c": (1, 0, 2), "Y_h": (1, 0, 2), "Y_c": (1, 0, 2)}.get(name)
    return array if axes is None else numpy.ascontiguousarray(array.transpose(axes))
