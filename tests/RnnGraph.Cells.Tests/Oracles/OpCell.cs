using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>Graphs of one op each, as small cells: the operands are inputs a, b, c (a matrix a parameter), the result is the output y. The state is there because a cell has one.</summary>
internal static class OpCell
{
    /// <summary>The names of <paramref name="count"/> operands.</summary>
    public static string[] Names(int count) => [.. "abc".Take(count).Select(letter => letter.ToString())];

    /// <summary>An elementwise op of operands of one feature, with its derivative.</summary>
    public static Graph Elementwise(ElementwiseRow row, int operands, double[] numbers)
    {
        var size = Shape.Vector(1);
        var inputs = Names(operands).Select(name => new GraphNode(name, StructureOps.Input, Space.Step, size)).ToList();
        var initial = new GraphNode("h", StructureOps.Given, Space.Sequence, size);
        var argument = new GraphNode("h.previous", StructureOps.Carried, Space.Sequence, size);
        var reads = inputs.Select(input => new GraphNode(input.Name + ".now", StructureOps.Read, Space.Sequence, size, [input])).ToList();
        var value = new GraphNode("y", row, Space.Sequence, size, reads, numbers);
        var scan = new GraphNode(
            "scan", StructureOps.Scan, Space.Step, size, scan: new Scan(Direction.Forward, [new Carried(argument, initial, argument)], [argument, .. reads, value]));
        var steps = new GraphNode("y.steps", StructureOps.Stack, Space.Step, size, [scan], inner: value);
        var final = new GraphNode("h.final", StructureOps.Final, Space.Sequence, size, [scan], inner: argument);
        GraphResult[] results = [new(ResultKind.Output, "y", steps), new(ResultKind.FinalState, "h", final)];
        return Differentiation.Differentiate(new Graph(row.Name, [], [], [.. inputs, initial, scan, steps, final], results));
    }

    /// <summary>A reduction, broadcast or product, with its derivative.</summary>
    public static Graph OverFeatures(FeatureVector vector)
    {
        var cell = new CellBuilder();
        var names = Names(vector.Operands.Count);
        var last = (vector.Operands.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var x = cell.Input(names[^1], vector.Shapes[last][0]);
        var h = cell.State("h", 1);
        cell.Next(h, 0.5f * h);
        cell.Output("y", vector.Op switch
        {
            "Sum" => Op.Sum(x),
            "Mean" => Op.Mean(x),
            "Max" => Op.Max(x),
            "Expand" => Op.Expand(x, vector.Dy.Length),
            "Dense" => cell.Dense(cell.Matrix(names[0], vector.Shapes["0"][0], vector.Shapes["0"][1]), x),
            _ => throw new ArgumentException($"no cell is written for '{vector.Op}'", nameof(vector)),
        });
        return Differentiation.Differentiate(cell.Build(vector.Op));
    }
}
