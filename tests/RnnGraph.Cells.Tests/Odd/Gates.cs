using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Odd;

/// <summary>One gate for all units: a dense product of one row, spread by expand; its adjoint is a sum over features.</summary>
[RecurrentCell]
internal partial class ScalarGate
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var z = Expand(Sigmoid(cell.Affine("z", 1, x, h)), hidden);
        cell.Next(h, z * h + (1f - z) * Tanh(cell.Affine("n", hidden, x, h)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="ScalarGate"/> in double precision.</summary>
[RecurrentCell<ScalarGate>(Precision = Precision.Double)]
internal partial class ScalarGateDouble;

/// <summary>FastGRNN: one product shared by two gates, and two scalar parameters.</summary>
[RecurrentCell]
internal partial class ScalarParameters
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var u = cell.Dense("u", hidden, x) + cell.Dense("u", hidden, h);
        var z = Sigmoid(u + cell.Bias("z", hidden));
        var n = Tanh(u + cell.Bias("n", hidden));
        var zeta = Expand(Sigmoid(cell.Parameter("zeta", 1, Initializer.Constant(1f))), hidden);
        var nu = Expand(Sigmoid(cell.Parameter("nu", 1, Initializer.Constant(-4f))), hidden);
        cell.Next(h, (zeta * (1f - z) + nu) * n + z * h);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="ScalarParameters"/> in double precision.</summary>
[RecurrentCell<ScalarParameters>(Precision = Precision.Double)]
internal partial class ScalarParametersDouble;

/// <summary>The two products are multiplied, scaled by vectors.</summary>
[RecurrentCell]
internal partial class MultipliedProducts
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var wx = cell.Dense("h", hidden, x);
        var uh = cell.Dense("h", hidden, h);
        var both = cell.Parameter("h.alpha", hidden, Initializer.Constant(1f)) * wx * uh;
        var left = cell.Parameter("h.beta1", hidden, Initializer.Constant(0.5f)) * uh;
        var right = cell.Parameter("h.beta2", hidden, Initializer.Constant(0.5f)) * wx;
        cell.Next(h, Tanh(both + left + right + cell.Bias("h", hidden)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="MultipliedProducts"/> in double precision.</summary>
[RecurrentCell<MultipliedProducts>(Precision = Precision.Double)]
internal partial class MultipliedProductsDouble;

/// <summary>Peepholes that are matrices: a third product in the step, after the memory cell is known.</summary>
[RecurrentCell]
internal partial class FullPeephole
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);
        var i = Sigmoid(cell.Affine("i", hidden, x, h, ("P", c)));
        var f = Sigmoid(cell.Affine("f", hidden, x, h, ("P", c)));
        var cNew = f * c + i * Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h, ("P", cNew)));
        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="FullPeephole"/> in double precision.</summary>
[RecurrentCell<FullPeephole>(Precision = Precision.Double)]
internal partial class FullPeepholeDouble;
