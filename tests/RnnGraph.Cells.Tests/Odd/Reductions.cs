using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Odd;

/// <summary>The state divided by its root mean square, with a gain: a reduction between two elementwise regions.</summary>
[RecurrentCell]
internal partial class Normalised
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var a = cell.Affine("h", hidden, x, h);
        var scale = Expand(Rsqrt(Mean(Square(a)) + 0.125f), hidden);
        cell.Next(h, Tanh(cell.Parameter("gain", hidden, Initializer.Constant(1f)) * a * scale));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Normalised"/> in double precision.</summary>
[RecurrentCell<Normalised>(Precision = Precision.Double)]
internal partial class NormalisedDouble;

/// <summary>Mean and variance of the pre-activation; two reductions, one after the other.</summary>
[RecurrentCell]
internal partial class LayerNorm
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var a = cell.Dense("h", hidden, x) + cell.Dense("h", hidden, h);
        var centred = a - Expand(Mean(a), hidden);
        var deviation = Sqrt(Mean(Square(centred)) + 0.125f);
        var gain = cell.Parameter("h.gain", hidden, Initializer.Constant(1f));
        cell.Next(h, Tanh(gain * (centred / Expand(deviation, hidden)) + cell.Bias("h", hidden)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="LayerNorm"/> in double precision.</summary>
[RecurrentCell<LayerNorm>(Precision = Precision.Double)]
internal partial class LayerNormDouble;

/// <summary>A softmax over features, stabilised by the largest one; both reductions read the new product.</summary>
[RecurrentCell]
internal partial class Attention
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var a = cell.Affine("a", hidden, x, h);
        var e = Exp(a - Expand(Op.Max(a), hidden));
        var share = e / Expand(Sum(e), hidden);
        cell.Next(h, 0.5f * h + share * Tanh(cell.Dense("v", hidden, x)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Attention"/> in double precision.</summary>
[RecurrentCell<Attention>(Precision = Precision.Double)]
internal partial class AttentionDouble;

/// <summary>A scalar state that counts what the units did, and an output of one feature.</summary>
[RecurrentCell]
internal partial class SummedState
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var s = cell.State("s", 1);
        var n = Tanh(cell.Affine("h", hidden, x, h) + Expand(s, hidden));
        cell.Next(h, n);
        cell.Next(s, 0.5f * s + Mean(n));
        cell.Output("y", s.Next);
    }
}

/// <summary><see cref="SummedState"/> in double precision.</summary>
[RecurrentCell<SummedState>(Precision = Precision.Double)]
internal partial class SummedStateDouble;
