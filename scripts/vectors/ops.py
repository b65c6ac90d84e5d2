"""
Vectors for the ops: the value of every elementwise op, reduction, broadcast and product, and its derivative by every operand, by PyTorch.
The names are those of the language's static properties. Elementwise ops are seeded with 1, the others with the given dy.
"""

import sys

import torch
import torch.nn.functional as F

from vectors import draw, numbers, write

ANY = [-30.0, -4.25, -2.5, -1.0, -0.5, -1e-3, 1e-3, 0.25, 0.75, 1.5, 3.5, 30.0]
MODEST = [-6.0, -2.5, -1.0, -0.5, -1e-9, 1e-9, 0.25, 0.75, 1.5, 6.0]
POSITIVE = [1e-6, 0.03125, 0.25, 1.0, 1.75, 40.0, 1e6]
NOT_ZERO = [-40.0, -1.5, -0.125, 0.0625, 0.75, 3.0, 1e3]
ZERO = [0.0]


def hard_sigmoid(x):
    """Like torch's own, no gradient at the bounds."""
    return torch.where((x > 0) & (x < 1), x, x.clamp(0, 1).detach())


class ClipGradient(torch.autograd.Function):
    """The identity, its adjoint kept within ±limit."""

    @staticmethod
    def forward(context, x, limit):
        context.limit = limit
        return x.clone()

    @staticmethod
    def backward(context, adjoint):
        return adjoint.clamp(-context.limit, context.limit), None


# name: (torch's form, numbers, points, kinks: points at which a convention picks the derivative)
# torch's own elu, logaddexp and hardsigmoid lose digits near 0, far below it, and in the slope; those three are written with functions that don't.
UNARY = {
    "Negate": (torch.neg, [], ANY, []),
    "Sigmoid": (torch.sigmoid, [], ANY, []),
    "Tanh": (torch.tanh, [], ANY, []),
    "Relu": (torch.relu, [], ANY, ZERO),
    "LeakyRelu": (lambda x: F.leaky_relu(x, 0.125), [0.125], ANY, ZERO),
    "Elu": (lambda x: torch.where(x > 0, x, torch.expm1(x)), [1.0], ANY, ZERO),
    "HardSigmoid": (lambda x: hard_sigmoid(0.125 * x + 0.5), [0.125, 0.5], ANY, [-4.0, 4.0]),
    "Softsign": (F.softsign, [], ANY, ZERO),
    "Softplus": (lambda x: -F.logsigmoid(-x), [], ANY, []),
    "LogSigmoid": (F.logsigmoid, [], ANY, []),
    "Exp": (torch.exp, [], MODEST, []),
    "Expm1": (torch.expm1, [], MODEST, []),
    "Log": (torch.log, [], POSITIVE, []),
    "Log1p": (torch.log1p, [], [-0.75, -1e-9, 1e-9, 0.5, 2.0, 1e4], []),
    "Sqrt": (torch.sqrt, [], POSITIVE, []),
    "Rsqrt": (torch.rsqrt, [], POSITIVE, []),
    "Abs": (torch.abs, [], ANY, ZERO),
    "Square": (torch.square, [], ANY, ZERO),
    "Reciprocal": (torch.reciprocal, [], NOT_ZERO, []),
    "Sign": (torch.sign, [], ANY, ZERO),
    "StopGradient": (lambda x: x.detach() + 0 * x, [], ANY, []),
    "ClipGradient": (lambda x: ClipGradient.apply(x, 0.25), [0.25], ANY, []),
    "Clip": (lambda x: torch.clamp(x, -0.75, 1.5), [-0.75, 1.5], [-4.0, -0.8, -0.5, 0.0, 1.0, 1.75, 9.0], [-0.75, 1.5]),
}

# name: (torch's form, whether the second operand must not be 0, ties)
BINARY = {
    "Add": (torch.add, False, []),
    "Subtract": (torch.sub, False, []),
    "Multiply": (torch.mul, False, []),
    "Divide": (torch.div, True, []),
    "Min": (torch.minimum, False, [0.5, -2.0]),
    "Max": (torch.maximum, False, [0.5, -2.0]),
    "GreaterThan": (lambda a, b: (a > b) + 0 * a * b, False, [0.5]),
    "EqualTo": (lambda a, b: (a == b) + 0 * a * b, False, [0.5]),
}


def differentiate(form, operands, dy=None):
    leaves = [operand.clone().requires_grad_(True) for operand in operands]
    value = form(*leaves)
    seed = torch.ones_like(value) if dy is None else dy
    return value, torch.autograd.grad(value, leaves, seed)


def elementwise(name, form, attributes, operands):
    value, gradients = differentiate(form, operands)
    return {
        "op": name,
        "numbers": attributes,
        "operands": {str(i): numbers(operand) for i, operand in enumerate(operands)},
        "value": numbers(value),
        "gradients": {str(i): numbers(gradient) for i, gradient in enumerate(gradients)},
    }


def over_features(name, form, operands, dy, keys=None):
    """keys: where some operands are parameters of a part, the names of all of them."""
    value, gradients = differentiate(form, operands, dy)
    return {
        "op": name,
        **({"keys": keys} if keys else {}),
        "shapes": {str(i): list(operand.shape) for i, operand in enumerate(operands)},
        "operands": {str(i): numbers(operand) for i, operand in enumerate(operands)},
        "dy": numbers(dy),
        "value": numbers(value),
        "gradients": {str(i): numbers(gradient) for i, gradient in enumerate(gradients)},
    }


def main(folder):
    rows = []
    for name, (form, attributes, points, kinks) in UNARY.items():
        rows.append(elementwise(name, form, attributes, [torch.tensor(points + kinks)]))
    for index, (name, (form, not_zero, ties)) in enumerate(BINARY.items()):
        left = torch.cat([draw(100 + index, 8), torch.tensor(ties)])
        right = torch.cat([draw(200 + index, 8), torch.tensor(ties)])
        assert not not_zero or right.abs().min() > 0, "a divisor is 0: choose another seed"
        rows.append(elementwise(name, form, [], [left, right]))

    mask = torch.tensor([1.0, 0.0, 1.0, 0.0])
    select = (lambda m, a, b: torch.where(m != 0, a, b) + 0 * m)
    rows.append(elementwise("Select", select, [], [mask, draw(250, 4), draw(251, 4)]))

    x = draw(321, 7)
    assert len(set(numbers(x))) == 7, "two values tie for max: choose another seed"
    shaped = [
        over_features("Sum", lambda v: v.sum().reshape(1), [x], draw(301, 1)),
        over_features("Mean", lambda v: v.mean().reshape(1), [x], draw(302, 1)),
        over_features("Max", lambda v: v.amax().reshape(1), [x], draw(303, 1)),
        over_features("Max", lambda v: v.amax().reshape(1), [torch.tensor([0.5, -1.0, 0.5, 0.25])], draw(312, 1)),
        over_features("Expand", lambda v: v.expand(7), [draw(304, 1)], draw(305, 7)),
        over_features("Concat", lambda a, b, c: torch.cat([a, b, c]), [draw(401, 2), draw(402, 3), draw(403, 1)], draw(404, 6)),
        over_features("Slice", lambda v: v[2:5], [draw(405, 7)], draw(406, 3)),
        over_features("RepeatEach", lambda v: v.repeat_interleave(3), [draw(407, 4)], draw(408, 12)),
        over_features("Tile", lambda v: v.repeat(3), [draw(409, 4)], draw(410, 12)),
        over_features("SumEach", lambda v: v.reshape(4, 3).sum(1), [draw(411, 12)], draw(412, 4)),
        over_features("SumTiles", lambda v: v.reshape(3, 4).sum(0), [draw(413, 12)], draw(414, 4)),
        over_features("Outer", lambda a, b: torch.outer(a, b).flatten(), [draw(415, 3), draw(416, 4)], draw(417, 12)),
        over_features("Dot", lambda a, b: torch.dot(a, b).reshape(1), [draw(418, 5), draw(419, 5)], draw(420, 1)),
        over_features("MatrixVector", lambda m, v: m.reshape(3, 4) @ v, [draw(421, 12), draw(422, 4)], draw(423, 3)),
        over_features("VectorMatrix", lambda v, m: v @ m.reshape(3, 4), [draw(424, 3), draw(425, 12)], draw(426, 4)),
        over_features("Variance", lambda v: v.var(unbiased=False).reshape(1), [draw(427, 6)], draw(428, 1)),
        over_features("Softmax", lambda v: v.softmax(0), [4 * draw(429, 6)], draw(430, 6)),
        over_features("LogSumExp", lambda v: v.logsumexp(0).reshape(1), [4 * draw(431, 6)], draw(432, 1)),
        over_features("LogSoftmax", lambda v: v.log_softmax(0), [4 * draw(433, 6)], draw(434, 6)),
        over_features("Silu", F.silu, [4 * draw(435, 6)], draw(436, 6)),
        over_features("ThresholdedRelu", lambda v: F.threshold(v, 0.25, 0.0), [torch.tensor([0.25, 0.5, -1.0, 0.125])], draw(437, 4)),
        # It stands in the adjoint of a slice alone.
        over_features("Pad", lambda v: F.pad(v, (2, 3)), [draw(438, 4)], draw(439, 9)),
        over_features(
            "LayerNorm", lambda v, gain, shift: F.layer_norm(v, (6,), gain, shift, 2 ** -6),
            [draw(440, 6), draw(441, 6), draw(442, 6)], draw(443, 6), ["a", "part.gain", "part.shift"]),
        over_features(
            "BlockDiagonal", lambda v, first, second: torch.block_diag(first, second) @ v,
            [draw(444, 6), draw(445, 3, 3), draw(446, 3, 3)], draw(447, 6), ["a", "part.W.0", "part.W.1"]),
        over_features(
            "Bilinear", lambda a, b, left, right, v: F.bilinear(a, b, torch.einsum("kr,ri,rj->kij", v, left, right)),
            [draw(448, 3), draw(449, 4), draw(450, 2, 3), draw(451, 2, 4), draw(452, 5, 2)], draw(453, 5), ["a", "b", "part.left", "part.right", "part.V"]),
        # Its adjoint is the transposed product, so that op's value is the second gradient here.
        over_features("Dense", lambda m, v: m @ v, [draw(306, 4, 7), draw(307, 7)], draw(308, 4)),
    ]
    write(folder, "ops", {"elementwise": rows, "over features": shaped})


if __name__ == "__main__":
    main(sys.argv[1])
