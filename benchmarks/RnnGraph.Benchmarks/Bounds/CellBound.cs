using RnnGraph.Compiler;

namespace RnnGraph.Benchmarks.Bounds;

/// <summary>
/// The least time of a run on one core: the largest of some times none of which any kernel can do without, whatever else it does at once.
/// <list type="bullet">
/// <item>products: their operations at the multiply-add peak;</item>
/// <item>functions: the elementwise functions, each at its own speed in the first-level cache;</item>
/// <item>elementwise: cheap operations and additions of sums, at the multiply-add peak too: that fills two of four vector units with two operations each, so no mix of single operations goes faster;</item>
/// <item>bytes: <see cref="Traffic"/>;</item>
/// <item>chain: the operations that must follow one another from step to step, at their latencies; this one doesn't depend on the number of sequences.</item>
/// </list>
/// </summary>
/// <param name="Seconds">The bound.</param>
/// <param name="By">Which of them it is.</param>
internal readonly record struct CellBound(double Seconds, string By)
{
    public static CellBound OfForward(CellWork forward, LayerShape shape, double peak) => Of([forward], Passing(forward, shape).Append(Outside(shape, 1)), shape, peak);

    public static CellBound OfTraining(CellWork forward, CellWork backward, LayerShape shape, double peak)
    {
        // Written on the way there, read on the way back; so are the inputs, and the gradients of inputs and outputs.
        var kept = forward.Kept.Evaluate() * Rows(shape);
        var traffic = Passing(forward, shape).Concat(Passing(backward, shape)).Append(Outside(shape, 2)).Append(new Traffic(2 * kept, kept));
        return Of([forward, backward], traffic, shape, peak);
    }

    private static CellBound Of(CellWork[] passes, IEnumerable<Traffic> traffic, LayerShape shape, double peak)
    {
        CellBound[] bounds =
        [
            new(passes.Sum(pass => pass.Products.Evaluate()) * Rows(shape) / peak, "products"),
            new(passes.Sum(pass => pass.Functions.Sum(function => function.Value.Evaluate() * Machine.SecondsOf(function.Key))) * Rows(shape), "functions"),
            new(passes.Sum(pass => pass.Operations.Evaluate()) * Rows(shape) / peak, "elementwise"),
            new(Traffic.Seconds([.. traffic]), "bytes"),
            new(passes.Sum(pass => pass.Chains.Sum(Latency)) * shape.Steps, "chain"),
        ];
        return bounds.MaxBy(bound => bound.Seconds);
    }

    /// <summary>
    /// What a pass must read and write again at each step: the weights within the loop, once for all sequences; and the carried values of each sequence. A kernel may take the sequences one
    /// after another, so the carried values of one decide where they can live.
    /// </summary>
    private static IEnumerable<Traffic> Passing(CellWork work, LayerShape shape)
    {
        var (weights, state) = (work.LoopWeights.Evaluate(), work.State.Evaluate());
        yield return new Traffic(weights * shape.Steps, weights);
        yield return new Traffic(state * Rows(shape), state) { IsUpdate = true };
    }

    /// <summary>The caller's arrays, which are as large as what is read of them.</summary>
    private static Traffic Outside(LayerShape shape, int times)
    {
        var values = Rows(shape) * (shape.Input + shape.Hidden) * times;
        return new Traffic(values, values);
    }

    private static double Rows(LayerShape shape) => (double)shape.Batch * shape.Steps;

    private static double Latency(WorkChain chain) =>
        chain.Functions.Sum(function => function.Value * Machine.LatencyOf(function.Key)) + (chain.Operations * Machine.LatencyOfAddition);
}
