"""Writes an ONNX model of one layer with random weights: onnx_model.py CELL STEPS BATCH INPUT HIDDEN FILE. Needs Debian's python3-onnx."""

import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def main(cell, steps, batch, inputs, hidden, path):
    op, gates, attributes = {
        "lstm": ("LSTM", 4, {}),
        "peephole": ("LSTM", 4, {}),
        "cifg": ("LSTM", 4, {"input_forget": 1}),
        "gru": ("GRU", 3, {"linear_before_reset": 1}),
    }[cell]
    random = np.random.RandomState(0)
    bound = hidden**-0.5

    def weights(name, *shape):
        return numpy_helper.from_array(random.uniform(-bound, bound, shape).astype("f"), name)

    initializers = [weights("W", 1, gates * hidden, inputs), weights("R", 1, gates * hidden, hidden), weights("B", 1, 2 * gates * hidden)]
    names = ["X", "W", "R", "B"]
    if cell == "peephole":
        initializers.append(weights("P", 1, 3 * hidden))
        names += ["", "", "", "P"]
    graph = helper.make_graph(
        [helper.make_node(op, names, ["Y"], hidden_size=hidden, **attributes)],
        cell,
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, [steps, batch, inputs])],
        [helper.make_tensor_value_info("Y", TensorProto.FLOAT, [steps, 1, batch, hidden])],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)])
    model.ir_version = 7
    onnx.save(model, path)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:6]), sys.argv[6])
