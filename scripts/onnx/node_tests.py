"""Writes ONNX's node tests of the operators that run here, in ONNX's layout: FOLDER/test_x/model.onnx, test_data_set_0/input_*.pb, output_*.pb.

node_tests.py FOLDER [PATH_OF_onnxruntime-node]

Those that python3-onnx has, and the six newer ones of directions.py, which ONNX Runtime checks where it is named.
"""

import os
import sys

import numpy

# Names that numpy dropped and the test cases of python3-onnx 1.12 still use.
for alias, kind in (("object", object), ("bool", bool), ("int", int), ("float", float)):
    if alias not in numpy.__dict__:
        setattr(numpy, alias, kind)

import onnx.backend.test.case.node as node_tests  # noqa: E402

import directions  # noqa: E402
from layout import RUNNABLE, write  # noqa: E402
from runtime import Runtime  # noqa: E402

RECURRENT = ["RNN", "GRU", "LSTM"]
AROUND = [
    "Squeeze", "Transpose", "Reshape", "MatMul", "Gemm", "Add", "Concat", "ConstantOfShape", "Expand", "Gather", "Slice", "Constant", "Cast", "Shape", "Unsqueeze", "Softmax", "Sigmoid", "Tanh", "Relu", "Identity",
]


def runnable(model):
    """Whether every type in it is one that runs here; float16, strings, sequences and the like don't."""
    values = list(model.graph.input) + list(model.graph.output)
    constants = [attribute.t.data_type for node in model.graph.node for attribute in node.attribute if attribute.HasField("t")]
    types = [value.type.tensor_type.elem_type if value.type.HasField("tensor_type") else -1 for value in values] + constants
    return all(kind in RUNNABLE for kind in types)


def main(folder, module=None):
    for name, model, inputs, outputs in directions.tests(Runtime(module) if module else None):
        write(os.path.join(folder, "recurrent", name), model, [(inputs, outputs)])
    for case in node_tests.collect_testcases(None):
        operators = {node.op_type for node in case.model.graph.node}
        for known, name in ((RECURRENT, "recurrent"), (AROUND, "around")):
            if operators <= set(known) and runnable(case.model):
                write(os.path.join(folder, name, case.name), case.model, case.data_sets)


if __name__ == "__main__":
    main(*sys.argv[1:])
