using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Odd;

/// <summary>One matrix used for two gates and for the state, once after a nonlinearity.</summary>
[RecurrentCell]
internal partial class TiedMatrix
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var shared = cell.Matrix("shared", hidden, hidden, Initializer.Orthogonal);
        var z = Sigmoid(cell.Affine("z", hidden, x) + cell.Dense(shared, h));
        var n = Tanh(cell.Affine("n", hidden, x) + cell.Dense(shared, z * h));
        cell.Next(h, z * h + (1f - z) * n);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="TiedMatrix"/> in double precision.</summary>
[RecurrentCell<TiedMatrix>(Precision = Precision.Double)]
internal partial class TiedMatrixDouble;

/// <summary>
/// A gradient that derives from a total over all steps, beside one of an input that is read elementwise: the total is complete only when both have gone through every step.
/// </summary>
[RecurrentCell]
internal partial class LeakyIntegrator
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        cell.RequireEqual(input, hidden);
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var decay = Softplus(cell.Parameter("decay", hidden, Initializer.Constant(0.5f)));
        cell.Next(h, Exp(-decay) * h + Tanh(x));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="LeakyIntegrator"/> in double precision.</summary>
[RecurrentCell<LeakyIntegrator>(Precision = Precision.Double)]
internal partial class LeakyIntegratorDouble;

/// <summary>Softplus of a parameter, a product of two: values that change once per update only.</summary>
[RecurrentCell]
internal partial class ParameterExpressions
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var r = Sigmoid(cell.Affine("r", hidden, x));
        var lambda = cell.Parameter("lambda", hidden, Initializer.Constant(0.5f));
        var a = Exp(-2f * r * Softplus(lambda));
        var keep = cell.Parameter("keep", hidden, Initializer.Uniform) * Tanh(lambda);
        cell.Next(h, a * h + Sqrt(1.0625f - a * a) * cell.Dense("h", hidden, x) + keep);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="ParameterExpressions"/> in double precision.</summary>
[RecurrentCell<ParameterExpressions>(Precision = Precision.Double)]
internal partial class ParameterExpressionsDouble;

/// <summary>One vector as bias of two gates and as diagonal of a third.</summary>
[RecurrentCell]
internal partial class SharedVector
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var v = cell.Parameter("v", hidden, Initializer.Uniform);
        var z = Sigmoid(cell.Dense("z", hidden, x) + v);
        var n = Tanh(cell.Dense("n", hidden, x) + cell.Dense("n", hidden, h) + v + v * h);
        cell.Next(h, z * h + (1f - z) * n);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="SharedVector"/> in double precision.</summary>
[RecurrentCell<SharedVector>(Precision = Precision.Double)]
internal partial class SharedVectorDouble;
