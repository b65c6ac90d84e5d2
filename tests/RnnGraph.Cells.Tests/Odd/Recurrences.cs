using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Odd;

/// <summary>A linear recurrence: nothing in the loop but elementwise work.</summary>
[RecurrentCell]
internal partial class Linear
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var z = Sigmoid(cell.Dense("z", hidden, x));
        cell.Next(h, (1f - z) * h + z * cell.Dense("h", hidden, x));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Linear"/> in double precision.</summary>
[RecurrentCell<Linear>(Precision = Precision.Double)]
internal partial class LinearDouble;

/// <summary>IndRNN: a diagonal recurrence under relu.</summary>
[RecurrentCell]
internal partial class DiagonalRelu
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        cell.Next(h, Relu(cell.Affine("h", hidden, x) + cell.Diagonal("h", "u", h)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="DiagonalRelu"/> in double precision.</summary>
[RecurrentCell<DiagonalRelu>(Precision = Precision.Double)]
internal partial class DiagonalReluDouble;

/// <summary>SRU: the input itself in the output, read by a product and feature by feature, so input and hidden size must be equal.</summary>
[RecurrentCell]
internal partial class BareInput
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        cell.RequireEqual(input, hidden);
        var x = cell.Input("x", input);
        var c = cell.State("c", hidden);
        var f = Sigmoid(cell.Affine("f", hidden, x) + cell.Diagonal("f", c));
        var r = Sigmoid(cell.Affine("r", hidden, x) + cell.Diagonal("r", c));
        var cNew = f * c + (1f - f) * cell.Dense("c", hidden, x);
        cell.Next(c, cNew);
        cell.Output("y", r * cNew + (1f - r) * x);
    }
}

/// <summary><see cref="BareInput"/> in double precision.</summary>
[RecurrentCell<BareInput>(Precision = Precision.Double)]
internal partial class BareInputDouble;

/// <summary>States that only hold earlier values: of the input, and of another state.</summary>
[RecurrentCell]
internal partial class DelayLine
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var before = cell.State("before", input);
        var h = cell.State("h", hidden);
        var old = cell.State("old", hidden);
        cell.Next(before, x);
        cell.Next(old, h);
        cell.Next(h, Tanh(cell.Affine("h", hidden, x, h, ("V", before), ("U.2", old))));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="DelayLine"/> in double precision.</summary>
[RecurrentCell<DelayLine>(Precision = Precision.Double)]
internal partial class DelayLineDouble;

/// <summary>The output is the state before the step, not after it.</summary>
[RecurrentCell]
internal partial class PreviousOut
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        cell.Next(h, Tanh(cell.Affine("h", hidden, x, h)));
        cell.Output("y", h * 1f);
    }
}

/// <summary><see cref="PreviousOut"/> in double precision.</summary>
[RecurrentCell<PreviousOut>(Precision = Precision.Double)]
internal partial class PreviousOutDouble;

/// <summary>Three micro-steps within a step, each with products of its own.</summary>
[RecurrentCell]
internal partial class Highway
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        Node s = h;
        for (var d = 1; d <= 3; d++)
        {
            var n = cell.Affine($"n{d}", hidden, ("U", s));
            var t = cell.Affine($"t{d}", hidden, ("U", s));
            if (d == 1)
            {
                n += cell.Dense("n1", hidden, x);
                t += cell.Dense("t1", hidden, x);
            }

            var open = Sigmoid(t);
            s = Tanh(n) * open + s * (1f - open);
        }

        cell.Next(h, s);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Highway"/> in double precision.</summary>
[RecurrentCell<Highway>(Precision = Precision.Double)]
internal partial class HighwayDouble;

/// <summary>A state that nothing outside moves, and a gate that reads it.</summary>
[RecurrentCell]
internal partial class Counter
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var n = cell.State("n", hidden);
        cell.Next(n, 0.5f * n + 0.25f);
        cell.Next(h, Tanh(cell.Affine("h", hidden, x, h)) * n);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Counter"/> in double precision.</summary>
[RecurrentCell<Counter>(Precision = Precision.Double)]
internal partial class CounterDouble;

/// <summary>Two states that change places.</summary>
[RecurrentCell]
internal partial class Swap
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var a = cell.State("a", hidden);
        var b = cell.State("b", hidden);
        cell.Next(a, b);
        cell.Next(b, Tanh(cell.Affine("b", hidden, x, a)));
        cell.Output("y", b.Next + a);
    }
}

/// <summary><see cref="Swap"/> in double precision.</summary>
[RecurrentCell<Swap>(Precision = Precision.Double)]
internal partial class SwapDouble;
