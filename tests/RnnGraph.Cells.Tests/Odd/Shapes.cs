using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Odd;

/// <summary>Two inputs of different sizes, one of them read only elementwise after a product.</summary>
[RecurrentCell]
internal partial class TwoInputs
{
    internal static void Define(CellBuilder cell, Size input, Size side, Size hidden)
    {
        var x = cell.Input("x", input);
        var s = cell.Input("s", side);
        var h = cell.State("h", hidden);
        var z = Sigmoid(cell.Affine("z", hidden, x, h, ("V", s)));
        var n = Tanh(cell.Affine("n", hidden, x, ("V", s * s), ("U", z * h)));
        cell.Next(h, z * h + (1f - z) * n);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="TwoInputs"/> in double precision.</summary>
[RecurrentCell<TwoInputs>(Precision = Precision.Double)]
internal partial class TwoInputsDouble;

/// <summary>Two outputs of different sizes: the state and a read-out of it.</summary>
[RecurrentCell]
internal partial class TwoOutputs
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, Size output)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var n = Tanh(cell.Affine("h", hidden, x, h));
        cell.Next(h, n);
        cell.Output("y", h.Next);
        cell.Output("z", Sigmoid(cell.Affine("z", output, ("V", n))));
    }
}

/// <summary><see cref="TwoOutputs"/> in double precision.</summary>
[RecurrentCell<TwoOutputs>(Precision = Precision.Double)]
internal partial class TwoOutputsDouble;

/// <summary>Two states of different sizes that read each other; the slow one reads the new fast one.</summary>
[RecurrentCell]
internal partial class TwoWidths
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, Size slow)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var s = cell.State("s", slow);
        var hNew = Tanh(cell.Affine("h", hidden, x, h, ("S", s)));
        var z = Sigmoid(cell.Affine("z", slow, ("V", hNew), ("U", s)));
        cell.Next(h, hNew);
        cell.Next(s, z * s + (1f - z) * Tanh(cell.Affine("s", slow, ("V", hNew))));
        cell.Output("y", s.Next);
    }
}

/// <summary><see cref="TwoWidths"/> in double precision.</summary>
[RecurrentCell<TwoWidths>(Precision = Precision.Double)]
internal partial class TwoWidthsDouble;

/// <summary>The carried state is a projection of the units: the last thing in the step is a product.</summary>
[RecurrentCell]
internal partial class Projected
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, Size projection)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", projection);
        var c = cell.State("c", hidden);
        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var cNew = f * c + i * Tanh(cell.Affine("g", hidden, x, h));
        cell.Next(c, cNew);
        cell.Next(h, cell.Dense("y", projection, "P", o * Tanh(cNew)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Projected"/> in double precision.</summary>
[RecurrentCell<Projected>(Precision = Precision.Double)]
internal partial class ProjectedDouble;

/// <summary>Products of products of the input, and an elementwise function of it before a product: all of it leaves the scan.</summary>
[RecurrentCell]
internal partial class Chain
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var a = Tanh(cell.Affine("a", hidden, ("W", Sigmoid(x))));
        var b = cell.Dense("b", hidden, "W", a);
        cell.Next(h, Tanh(b + cell.Dense("h", hidden, h)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Chain"/> in double precision.</summary>
[RecurrentCell<Chain>(Precision = Precision.Double)]
internal partial class ChainDouble;
