using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Interpreting;

/// <summary>Where a differentiated graph and central differences of the forward graph differ most, for one input, initial state or parameter.</summary>
public sealed class GradientDifference
{
    internal GradientDifference(string name, int index, double gradient, double difference)
    {
        Name = name;
        Index = index;
        Gradient = gradient;
        Difference = difference;
    }

    /// <summary>The input, state or parameter.</summary>
    public string Name { get; }

    /// <summary>The place in its row-major array.</summary>
    public int Index { get; }

    /// <summary>∂L there by the differentiated graph.</summary>
    public double Gradient { get; }

    /// <summary>∂L there by central differences.</summary>
    public double Difference { get; }

    /// <summary>|gradient − difference| / max(1, |gradient|, |difference|); NaN when either is.</summary>
    public double Error => Math.Abs(Gradient - Difference) / Math.Max(1, Math.Max(Math.Abs(Gradient), Math.Abs(Difference)));

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name}[{Index}]: gradient {Gradient:G17}, central difference {Difference:G17}, error {Error:G3}");
}

/// <summary>
/// Checks a definition's gradients, also in a user's own tests. The loss is Σ over outputs and final states of random weights times their values, plus the losses
/// that the definition declares, so every path counts.
/// </summary>
public static class CentralDifferences
{
    /// <summary>The largest difference for each input, initial state and parameter, the largest of all first.</summary>
    /// <param name="forward">A forward graph whose sizes are bound.</param>
    /// <param name="arguments">Where to look; of states that learn their start either the parameter is looked at or the initial state that is given here. Near a kink (relu at 0, equal operands of max) the two differ by nature; draw again.</param>
    /// <param name="seed">The weights of the loss.</param>
    /// <param name="width">How far to go to each side, times max(1, |value|). The default balances the rounding of L with the third derivative.</param>
    public static IReadOnlyList<GradientDifference> Compare(Graph forward, GraphArguments arguments, ulong seed = 1, double width = 1e-5)
    {
        var weights = Weights(forward, arguments, seed);
        var backward = arguments.Clone();
        foreach (var weight in weights)
        {
            var isPerStep = forward.Results.Single(result => (result.Kind, result.Name) == weight.Key).Node.Space == Space.Step;
            (isPerStep ? backward.Inputs : backward.Given)["d." + weight.Key.Name] = weight.Value;
        }

        var gradients = Interpreter.Run(Differentiation.Differentiate(forward), backward);
        return forward.Nodes
            .Where(node => node.Op == StartOps.Start ? arguments.IsGiven(node) : arguments.SlotOf(node) is not null)
            .Select(leaf => Largest(forward, leaf, arguments.Clone(), weights, GradientOf(gradients, leaf, arguments), width))
            .Where(largest => largest is not null)
            .Select(largest => largest!)
            .OrderByDescending(largest => double.IsNaN(largest.Error) ? double.PositiveInfinity : largest.Error)
            .ToArray();
    }

    private static double[] GradientOf(GraphResults gradients, GraphNode leaf, GraphArguments arguments)
        => gradients.Contains(ResultKind.Gradient, leaf.Name) ? gradients[ResultKind.Gradient, leaf.Name] : new double[arguments.LengthOf(leaf)];

    private static Dictionary<(ResultKind Kind, string Name), double[]> Weights(Graph forward, GraphArguments arguments, ulong seed)
    {
        var random = new SplitMix(seed);
        return forward.Results
            .Where(result => result.Kind is ResultKind.Output or ResultKind.FinalState)
            .ToDictionary(result => (result.Kind, result.Name), result => random.Uniform(arguments.LengthOf(result.Node), 1));
    }

    private static GradientDifference? Largest(
        Graph forward,
        GraphNode leaf,
        GraphArguments arguments,
        Dictionary<(ResultKind Kind, string Name), double[]> weights,
        double[] gradient,
        double width)
    {
        var values = arguments.ValuesOf(leaf);
        arguments.SlotOf(leaf)![leaf.Name] = values;
        GradientDifference? largest = null;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var step = width * Math.Max(1, Math.Abs(value));
            values[i] = value + step;
            var above = Loss(Interpreter.Run(forward, arguments), weights);
            values[i] = value - step;
            var below = Loss(Interpreter.Run(forward, arguments), weights);
            values[i] = value;
            var here = new GradientDifference(leaf.Name, i, gradient[i], (above - below) / (2 * step));
            largest = largest is null || !(here.Error <= largest.Error) ? here : largest;
        }

        return largest;
    }

    private static double Loss(GraphResults results, Dictionary<(ResultKind Kind, string Name), double[]> weights)
        => results.Loss + weights.Sum(weight => weight.Value.Zip(results[weight.Key.Kind, weight.Key.Name], (w, value) => w * value).Sum());
}
