"""A random model with its inputs, and what random models are drawn with."""

import numpy
from onnx import helper, numpy_helper
from onnx.mapping import NP_TYPE_TO_TENSOR_TYPE


class Case:
    """A model, the arrays it is fed with, and how ONNX Runtime is asked for the outputs: by default the model itself."""

    def __init__(self, name, model, feeds, expect=None):
        self.name = name
        self.model = model
        self.feeds = feeds
        self.opset = model.opset_import[0].version
        self._expect = expect

    def expect(self, runtime):
        """The outputs in the model's order."""
        if self._expect is not None:
            return self._expect(runtime)
        return [array for _, array in self.named(runtime)]

    def named(self, runtime):
        """What ONNX Runtime gives for the model itself: names and arrays in the model's order."""
        results = runtime.run(self.model, self.feeds)
        return [(value.name, results[value.name]) for value in self.model.graph.output]


def values(draw, *shape):
    """Floats in ±1."""
    return numpy.array([draw.uniform(-1, 1) for _ in range(int(numpy.prod(shape)))], dtype=numpy.float32).reshape(shape)


def model(nodes, inputs, outputs, initializers, opset):
    """A model; inputs and initializers as {name: array}, outputs as {name: (type, rank)}."""
    graph = helper.make_graph(
        nodes,
        "random",
        [helper.make_tensor_value_info(name, NP_TYPE_TO_TENSOR_TYPE[array.dtype], array.shape) for name, array in inputs.items()],
        [helper.make_tensor_value_info(name, kind, [None] * rank) for name, (kind, rank) in outputs.items()],
        [numpy_helper.from_array(array, name) for name, array in initializers.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], producer_name="random_models.py")
    made.ir_version = 8
    return made
