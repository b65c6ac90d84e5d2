using RnnGraph.Graphs;
using RnnGraph.Interpreting;

namespace RnnGraph.Checking;

/// <summary>One tensor of a run: what it is, its values, and for a gradient the argument that it belongs to.</summary>
internal sealed record CheckedTensor(TensorKind Kind, string Name, double[] Values, CheckedArgument? Argument = null)
{
    public bool IsGradient => Argument is not null;

    /// <summary>What the interpreter has for it. A gradient that nothing flows into is none there.</summary>
    public double[] In(GraphResults results)
    {
        if (Kind == TensorKind.Loss)
            return [results.Loss];
        var kind = Kind switch
        {
            TensorKind.Output => ResultKind.Output,
            TensorKind.FinalState => ResultKind.FinalState,
            _ => ResultKind.Gradient,
        };
        return IsGradient && !results.Contains(kind, Name) ? new double[Values.Length] : results[kind, Name];
    }
}
