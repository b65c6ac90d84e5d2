using System.Globalization;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>Draws everything that a run of a graph takes. Values are exact in float, so that float and double kernels get the same data.</summary>
internal static class RandomData
{
    // A normaliser is a sum of what is positive: below 0 it means nothing, and near 0 it divides by almost nothing.
    private static readonly HashSet<(string Graph, string State)> Positive = [(nameof(SLstm), "n")];

    /// <summary>Draws data for a graph whose sizes are bound. Inputs and gradients of outputs beyond a sequence's length are NaN: nobody may look at them.</summary>
    public static RunData Draw(Graph graph, int steps, int[] lengths, int seed)
    {
        var random = new Random(seed);
        var batch = lengths.Length;
        var data = new RunData { Steps = steps, Batch = batch, Lengths = lengths };
        foreach (var node in graph.Nodes)
        {
            if (node.Op == StructureOps.Input)
                data.Inputs[node.Name] = Ragged(Values(random, steps * batch * Features(node), 1), data, Features(node));
            else if (node.Op == StructureOps.Given)
            {
                var values = Values(random, batch * Features(node), 0.5);
                data.Initial[node.Name] = Positive.Contains((graph.Name, node.Name)) ? Array.ConvertAll(values, value => 0.5 + Math.Abs(value)) : values;
            }
            else if (node.Op == StructureOps.Parameter)
                data.Parameters[node.Name] = Values(random, Features(node) * Columns(node), 1 / Math.Sqrt(node.Shape.IsMatrix ? Columns(node) : 4));
        }

        foreach (var result in graph.Results)
        {
            if (result.Kind == ResultKind.Output)
                data.OutputGradients[result.Name] = Ragged(Values(random, steps * batch * Features(result.Node), 1), data, Features(result.Node));
            else if (result.Kind == ResultKind.FinalState)
                data.FinalGradients[result.Name] = Values(random, batch * Features(result.Node), 1);
        }

        return data;
    }

    /// <summary>Rows of a node's shape; its sizes must be bound.</summary>
    public static int Features(GraphNode node) => Extent(node.Shape.Rows);

    /// <summary>Columns of a node's shape, 1 for a vector.</summary>
    public static int Columns(GraphNode node) => Extent(node.Shape.Columns);

    private static int Extent(Size size) => int.Parse(size.ToString(), CultureInfo.InvariantCulture);

    private static double[] Values(Random random, int count, double range)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)(((random.NextDouble() * 2) - 1) * range);
        return values;
    }

    private static double[] Ragged(double[] values, RunData data, int features)
    {
        for (var row = 0; row < data.Steps * data.Batch; row++)
        {
            if (row / data.Batch >= data.Lengths[row % data.Batch])
                values.AsSpan(row * features, features).Fill(double.NaN);
        }

        return values;
    }
}
