using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Interpreting;

/// <summary>What random nodes are in a run.</summary>
internal static class Draws
{
    /// <summary>The value of a random leaf at one step of a scan, [B, F].</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="op">Its op.</param>
    /// <param name="run">The run: mode and seed.</param>
    /// <param name="step">The place in the sequences.</param>
    public static double[] AtStep(GraphNode leaf, RandomRow op, GraphArguments run, long step)
    {
        var features = GraphArguments.Elements(leaf.Shape);
        var stream = CounterRandom.StreamOf(leaf.Name);
        return [.. Enumerable.Range(0, run.Batch).SelectMany(row => Row(CounterRandom.KeyOf(run.Seed, stream, op.IsOnce ? CounterRandom.Once : step, row)))];

        IEnumerable<double> Row(ulong key)
            => Enumerable.Range(0, features).Select(feature => run.Mode == Mode.Evaluate ? leaf.Numbers[leaf.Numbers.Count - 1] : op.Draw(key, feature, leaf.Numbers));
    }

    /// <summary>Parameters with the noise of this run on them.</summary>
    public static void AddNoise(GraphNode node, double[] values, double[] result, GraphArguments run)
    {
        var stream = CounterRandom.StreamOf(node.Name);
        var columns = node.Shape.IsMatrix ? node.Shape.Columns.Evaluate() : values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var key = CounterRandom.KeyOf(run.Seed, stream, CounterRandom.Once, i / columns);
            result[i] = run.Mode == Mode.Evaluate ? values[i] : values[i] + (node.Numbers[0] * CounterRandom.Normal(key, i % columns));
        }
    }
}
