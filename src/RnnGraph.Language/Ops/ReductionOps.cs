using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>The features of one row to one number.</summary>
public sealed class ReductionRow : OpRow
{
    private readonly Func<double[], int, int, double> _meaning;
    private readonly Func<Derivation, Draft> _derivative;

    internal ReductionRow(string name, Func<double[], int, int, double> meaning, Func<Derivation, Draft> derivative)
        : base(name, OpKind.Reduction, 1)
    {
        _meaning = meaning;
        _derivative = derivative;
    }

    /// <summary>The reference meaning for <paramref name="count"/> features from <paramref name="start"/> on.</summary>
    public double Evaluate(double[] values, int start, int count) => _meaning(values, start, count);

    internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
        => operands[0].IsMatrix
            ? throw new DefinitionException(DiagnosticIds.WrongShape, $"'{Name}' needs a vector, but is given a matrix {operands[0]}.")
            : Shape.Vector(1);

    internal override IReadOnlyList<Draft?> Derive(Derivation at) => [_derivative(at)];
}

/// <summary>Reductions over the features of a vector, [F] to [1].</summary>
public static class ReductionOps
{
    /// <summary>Σ x; ẋ = ẏ in every feature.</summary>
    public static ReductionRow Sum { get; } = new("sum", Total, at => BroadcastOps.Spread(at.Adjoint, at.X.Shape));

    /// <summary>Σ x / F; ẋ = ẏ/F in every feature.</summary>
    public static ReductionRow Mean { get; } = new(
        "mean",
        (values, start, count) => Total(values, start, count) / count,
        at => BroadcastOps.Spread(at.Adjoint, at.X.Shape) * new Draft(BroadcastOps.ReciprocalSize, [], at.X.Shape));

    /// <summary>The largest feature; ẏ goes to it, in equal parts when several are the largest.</summary>
    public static ReductionRow Max { get; } = new("max-of", Largest, ToTheLargest);

    private static double Total(double[] values, int start, int count)
    {
        var sum = 0.0;
        for (var i = start; i < start + count; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    private static double Largest(double[] values, int start, int count)
    {
        var largest = values[start];
        for (var i = start + 1; i < start + count; i++)
        {
            largest = Math.Max(largest, values[i]);
        }

        return largest;
    }

    private static Draft ToTheLargest(Derivation at)
    {
        var isLargest = Draft.Of(ElementwiseOps.EqualTo, at.X, BroadcastOps.Spread(at.Result, at.X.Shape));
        return isLargest * BroadcastOps.Spread(at.Adjoint / Draft.Of(Sum, isLargest), at.X.Shape);
    }
}
