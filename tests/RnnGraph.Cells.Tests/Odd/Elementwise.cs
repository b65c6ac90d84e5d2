using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Odd;

/// <summary>Each smooth activation once.</summary>
[RecurrentCell]
internal partial class EveryActivation
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var a = cell.Affine("a", hidden, x, h);
        var s = Sigmoid(a) + Tanh(a) + Softsign(a) + 0.25f * Softplus(a) + 0.25f * LogSigmoid(a);
        var e = Exp(-Square(a)) + Expm1(0.125f * a) + Log(Square(a) + 1f) + Log1p(Square(a)) - Sqrt(Square(a) + 0.5f) * Rsqrt(1f + Square(a));
        cell.Next(h, Tanh(s - e + 1f / (2f + Square(a)) - Reciprocal(Square(h) + 2f)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="EveryActivation"/> in double precision.</summary>
[RecurrentCell<EveryActivation>(Precision = Precision.Double)]
internal partial class EveryActivationDouble;

/// <summary>Each op whose derivative jumps.</summary>
[RecurrentCell]
internal partial class EveryKink
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var a = cell.Affine("a", hidden, x, h);
        var b = cell.Affine("b", hidden, x, h);
        var k = Relu(a) + LeakyRelu(b, 0.125f) + Elu(a - b) + HardSigmoid(a) + Abs(b) + Clip(a, -0.5f, 0.75f) - Min(a, b) * 0.5f + Op.Max(a, 0.25f * b);
        cell.Next(h, Tanh(0.5f * k));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="EveryKink"/> in double precision.</summary>
[RecurrentCell<EveryKink>(Precision = Precision.Double)]
internal partial class EveryKinkDouble;

/// <summary>One long chain of cheap work, so that a body has many operands.</summary>
[RecurrentCell]
internal partial class LongChain
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var a = cell.Affine("a", hidden, x, h);
        var s = a * a - 2f * a + 1f;
        var p = s;
        for (var i = 1; i <= 6; i++)
            p = 0.5f * p * a + cell.Parameter($"q{i}", hidden, Initializer.Uniform) - h / 4f;
        cell.Next(h, Tanh(p));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="LongChain"/> in double precision.</summary>
[RecurrentCell<LongChain>(Precision = Precision.Double)]
internal partial class LongChainDouble;
