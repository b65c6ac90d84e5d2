"""The node tests of reverse and bidirectional recurrent operators, which ONNX has since 2026 and python3-onnx 1.12 doesn't: its names, operators and directions. The two of RNN have its values too: X is 1 … 6, each direction has one number for W and R, and Y_h is the only output. Those of GRU and LSTM have values
drawn here, biases, and every output.

What is expected follows from the operators' formulas in the specification, written in numpy in double precision; where ONNX Runtime is there, it must agree.
"""

import random

import numpy
from onnx import TensorProto, helper

from case import values

# As the other node tests of python3-onnx 1.12 are.
OPSET, IR_VERSION = 14, 7
STEPS, BATCH, INPUTS, HIDDEN = 3, 1, 2, 4


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def rnn(x, h, c, w, r, wb, rb):
    """Ht = tanh(Xt·Wᵀ + Ht−1·Rᵀ + Wb + Rb)"""
    return numpy.tanh(x @ w[0].T + h @ r[0].T + wb[0] + rb[0]), c


def gru(x, h, c, w, r, wb, rb):
    """Gates z, r, h. h̃ = tanh(Xt·Whᵀ + (rt ∘ Ht−1)·Rhᵀ + Rbh + Wbh), Ht = (1 − zt) ∘ h̃ + zt ∘ Ht−1"""
    z, reset = (sigmoid(x @ w[gate].T + h @ r[gate].T + wb[gate] + rb[gate]) for gate in (0, 1))
    candidate = numpy.tanh(x @ w[2].T + (reset * h) @ r[2].T + rb[2] + wb[2])
    return (1 - z) * candidate + z * h, c


def lstm(x, h, c, w, r, wb, rb):
    """Gates i, o, f, c. Ct = ft ∘ Ct−1 + it ∘ c̃, Ht = ot ∘ tanh(Ct)"""
    i, o, f, g = (x @ w[gate].T + h @ r[gate].T + wb[gate] + rb[gate] for gate in range(4))
    c = sigmoid(f) * c + sigmoid(i) * numpy.tanh(g)
    return sigmoid(o) * numpy.tanh(c), c


# The operator, what ONNX's tests call it, its gates, its step.
KINDS = [("RNN", "simple_rnn", 1, rnn), ("GRU", "gru", 3, gru), ("LSTM", "lstm", 4, lstm)]


def scan(step, gates, x, w, r, b, reverse):
    """One direction: Y [steps, batch, hidden], and the last h and c. A reversed one reads from the end, and its results stand where it read."""
    w, r, (wb, rb) = (part.astype(numpy.float64).reshape(shape) for part, shape in ((w, (gates, HIDDEN, INPUTS)), (r, (gates, HIDDEN, HIDDEN)), (b, (2, gates, HIDDEN))))
    h, c, y = numpy.zeros((BATCH, HIDDEN)), numpy.zeros((BATCH, HIDDEN)), numpy.zeros((STEPS, BATCH, HIDDEN))
    for t in reversed(range(STEPS)) if reverse else range(STEPS):
        h, c = step(x[t].astype(numpy.float64), h, c, w, r, wb, rb)
        y[t] = h
    return y, h, c


# The weights of ONNX's tests of RNN: what W and R are filled with, by direction.
FILLED = {"reverse": [0.1], "bidirectional": [0.5, 2.0]}


def feeds_of(operator, gates, draw, direction, count):
    """X, W and R, of GRU and LSTM B."""
    if operator == "RNN":
        scales = numpy.array(FILLED[direction], dtype=numpy.float32).reshape(count, 1, 1)
        x = numpy.arange(1, 1 + STEPS * BATCH * INPUTS, dtype=numpy.float32).reshape(STEPS, BATCH, INPUTS)
        return {"X": x, "W": scales * numpy.ones((1, HIDDEN, INPUTS), numpy.float32), "R": scales * numpy.ones((1, HIDDEN, HIDDEN), numpy.float32)}
    return {"X": values(draw, STEPS, BATCH, INPUTS), "W": values(draw, count, gates * HIDDEN, INPUTS), "R": values(draw, count, gates * HIDDEN, HIDDEN), "B": values(draw, count, 2 * gates * HIDDEN)}


def make(operator, name, gates, step, direction):
    """A test's name, its model, its inputs and what is expected."""
    draw = random.Random(f"{name}-{direction}")
    directions = [False, True] if direction == "bidirectional" else [True]
    count = len(directions)
    feeds = feeds_of(operator, gates, draw, direction, count)
    biases = feeds.get("B", numpy.zeros((count, 2 * gates * HIDDEN)))
    runs = [scan(step, gates, feeds["X"], feeds["W"][at], feeds["R"][at], biases[at], reverse) for at, reverse in enumerate(directions)]
    outputs = [numpy.stack([run[0] for run in runs], 1), numpy.stack([run[1] for run in runs]), numpy.stack([run[2] for run in runs])]
    given = {"RNN": ["", "Y_h"], "GRU": ["Y", "Y_h"], "LSTM": ["Y", "Y_h", "Y_c"]}[operator]
    outputs = [array.astype(numpy.float32) for name, array in zip(given, outputs) if name]
    names = [name for name in given if name]
    graph = helper.make_graph(
        [helper.make_node(operator, list(feeds), given, hidden_size=HIDDEN, direction=direction)],
        f"test_{name}_{direction}",
        [helper.make_tensor_value_info(key, TensorProto.FLOAT, array.shape) for key, array in feeds.items()],
        [helper.make_tensor_value_info(key, TensorProto.FLOAT, array.shape) for key, array in zip(names, outputs)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="directions.py")
    model.ir_version = IR_VERSION
    return graph.name, model, feeds, dict(zip(names, outputs))


def tests(runtime=None):
    """All six, as names, models, inputs and outputs; checked in ONNX Runtime where there is one."""
    for operator, name, gates, step in KINDS:
        for direction in ("reverse", "bidirectional"):
            test, model, feeds, outputs = make(operator, name, gates, step, direction)
            for key, array in runtime.run(model, feeds).items() if runtime else []:
                numpy.testing.assert_allclose(array, outputs[key], rtol=1e-5, atol=1e-6, err_msg=f"{test}: {key}")
            yield test, model, list(feeds.values()), list(outputs.values())
