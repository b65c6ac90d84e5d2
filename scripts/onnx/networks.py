"""Models of several nodes: tokens or vectors, one or two recurrent nodes, and the operators that exporters put around them."""

import numpy
from onnx import TensorProto, helper, numpy_helper

from case import Case, model, values
from recurrent import GATES, Node


class Builder:
    """Nodes one after the other; knows which operators take their axes as an attribute and which as an input."""

    def __init__(self, opset):
        self.opset, self.nodes, self.inside = opset, [], {}

    def add(self, operator, *reads, gives=1, **attributes):
        outputs = [f"{operator.lower()}_{len(self.nodes)}_{i}" for i in range(gives)]
        self.nodes.append(helper.make_node(operator, list(reads), outputs, **attributes))
        return outputs[0] if gives == 1 else outputs

    def number(self, array):
        """A constant, by a node or an initializer in turn."""
        if len(self.nodes) % 2 == 0:
            return self.add("Constant", value=numpy_helper.from_array(array))
        return self.weight(array)

    def weight(self, array):
        name = f"weight_{len(self.inside)}"
        self.inside[name] = array
        return name

    def axes(self, operator, x, *axes):
        if self.opset < 13:
            return self.add(operator, x, axes=list(axes))
        return self.add(operator, x, self.number(numpy.array(axes, dtype=numpy.int64)))

    def slice(self, x, start, end, axis):
        if self.opset < 10:
            return self.add("Slice", x, starts=[start], ends=[end], axes=[axis])
        return self.add("Slice", x, *[self.number(numpy.array([value], dtype=numpy.int64)) for value in (start, end, axis)])


def make(draw):
    opset = draw.randint(7, 22)
    steps, batch, features = draw.randint(2, 5), draw.randint(1, 4), draw.randint(2, 4)
    net = Builder(opset)
    kinds = [draw.choice(list(GATES)) for _ in range(draw.randint(1, 2))]

    feeds, x = enter(draw, net, steps, batch, features)
    size = features
    for layer, kind in enumerate(kinds):
        node = Node(draw, kind, steps, batch, size, draw.randint(2, 5), opset, prefix=f"l{layer}_")
        # with a clip or an unbounded activation errors of one layer would grow in the next
        node.attributes = {key: value for key, value in node.attributes.items() if not key.startswith("activation")}
        net.inside.update(node.tensors({**node.weights, **node.states}))
        outputs = [f"l{layer}_Y", f"l{layer}_Y_h"]
        net.nodes.append(node.make(x, outputs))
        size = node.directions * node.hidden
        x = join(draw, net, outputs[0], node.directions, node.hidden)

    y, rank = head(draw, net, x, outputs[1], size)
    made = model(net.nodes + [helper.make_node("Identity", [y], ["y"])], feeds, {"y": (TensorProto.FLOAT, rank)}, net.inside, opset)
    return Case("-".join(["net"] + [kind.lower() for kind in kinds]), made, feeds)


def enter(draw, net, steps, batch, features):
    """[T, B, F] from tokens through an embedding, from vectors batch first, or from numbers of another type."""
    way = draw.randrange(3)
    if way == 0:
        tokens = numpy.array([[draw.randrange(7) for _ in range(steps)] for _ in range(batch)], dtype=numpy.int64)
        vectors = net.add("Gather", net.weight(values(draw, 7, features)), "tokens", axis=0)
        return {"tokens": tokens}, net.add("Transpose", vectors, perm=[1, 0, 2])
    if way == 1:
        return {"x": values(draw, batch, steps, features)}, net.add("Transpose", "x", perm=[1, 0, 2])
    counts = numpy.array([draw.randint(-2, 2) for _ in range(steps * batch * features)], dtype=numpy.int32).reshape(steps, batch, features)
    return {"counts": counts}, net.add("Add", net.add("Cast", "counts", to=TensorProto.FLOAT), net.weight(values(draw, features)))


def join(draw, net, y, directions, hidden):
    """[T, D, B, H] to [T, B, D·H]: as PyTorch's exporter does, with sizes computed in the graph, or written down."""
    if directions == 1 and draw.random() < 0.6:
        return net.axes("Squeeze", y, 1)
    turned = net.add("Transpose", y, perm=[0, 2, 1, 3])
    if draw.random() < 0.5:
        return net.add("Reshape", turned, net.number(numpy.array([0, 0, -1], dtype=numpy.int64)))
    shape = net.add("Shape", turned)
    extents = [net.axes("Unsqueeze", net.add("Gather", shape, net.number(numpy.array(axis, dtype=numpy.int64)), axis=0), 0) for axis in (0, 1)]
    return net.add("Reshape", turned, net.add("Concat", *extents, net.number(numpy.array([directions * hidden], dtype=numpy.int64)), axis=0))


def head(draw, net, x, final, size):
    """Something to do with the sequence or with the final states; its name and rank."""
    classes = draw.randint(2, 4)
    way = draw.randrange(4)
    if way == 0:
        logits = net.add("Add", net.add("MatMul", x, net.weight(values(draw, size, classes))), net.weight(values(draw, classes)))
        return net.add("Softmax", logits, axis=2), 3
    if way == 1:
        last = net.axes("Squeeze", net.slice(x, -1, 2**31 - 1, 0), 0)
        scores = net.add("Gemm", last, net.weight(values(draw, classes, size)), net.weight(values(draw, classes)), transB=1, alpha=round(draw.uniform(0.5, 1.5), 2), beta=round(draw.uniform(0.5, 1.5), 2))
        return net.add(draw.choice(["Sigmoid", "Tanh", "Relu"]), scores), 2
    if way == 2:
        first = net.add("Gather", x, net.number(numpy.array([0, -1] if net.opset >= 11 else [0, 1], dtype=numpy.int64)), axis=0)
        return net.add("Concat", first, net.add("Identity", x), axis=0), 3
    both = net.add("Transpose", final, perm=[1, 2, 0])
    return net.add("Relu", net.add("Softmax", both, axis=1)), 3
