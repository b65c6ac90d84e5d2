"""ONNX's own layout of a test folder."""

import os
import shutil

from onnx import TensorProto, numpy_helper

# The element types that run here.
RUNNABLE = {TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.INT32, TensorProto.INT64, TensorProto.BOOL}


def write(folder, model, data_sets):
    """model.onnx, and for each data set (inputs, outputs), arrays in the order of the graph's, a folder of .pb files."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with open(os.path.join(folder, "model.onnx"), "wb") as file:
        file.write(model.SerializeToString(deterministic=True))
    for index, (inputs, outputs) in enumerate(data_sets):
        data = os.path.join(folder, f"test_data_set_{index}")
        os.makedirs(data)
        for kind, arrays, values in (("input", inputs, model.graph.input), ("output", outputs, model.graph.output)):
            for place, array in enumerate(arrays):
                with open(os.path.join(data, f"{kind}_{place}.pb"), "wb") as file:
                    file.write(numpy_helper.from_array(array, values[place].name).SerializeToString(deterministic=True))
