using System.Globalization;
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

    /// <summary>A function of whole vectors or a product with a matrix, with its derivative.</summary>
    public static Graph OverFeatures(FeatureVector vector)
    {
        var cell = new CellBuilder();
        Node Operand(string name, int[] shape) => shape.Length == 2 ? cell.Matrix(name, shape[0], shape[1]) : cell.Input(name, shape[0]);
        var x = Names(vector.Operands.Count).Select((name, i) => Operand(name, vector.Shapes[i.ToString(CultureInfo.InvariantCulture)])).ToArray();
        var size = vector.Dy.Length;
        var h = cell.State("h", 1);
        cell.Next(h, 0.5f * h);
        cell.Output("y", vector.Op switch
        {
            "Sum" => Op.Sum(x[0]),
            "Mean" => Op.Mean(x[0]),
            "Max" => Op.Max(x[0]),
            "Expand" => Op.Expand(x[0], size),
            "Dense" => cell.Dense(x[0], x[1]),
            "Concat" => Op.Concat(x),
            "Slice" => Op.Slice(x[0], 2, size),
            "RepeatEach" => Op.RepeatEach(x[0], 3),
            "Tile" => Op.Tile(x[0], 3),
            "SumEach" => Op.SumEach(x[0], 3),
            "SumTiles" => Op.SumTiles(x[0], size),
            "Outer" => Op.Outer(x[0], x[1]),
            "Dot" => Op.Dot(x[0], x[1]),
            "MatrixVector" => Op.MatrixVector(x[0], x[1]),
            "VectorMatrix" => Op.VectorMatrix(x[0], x[1]),
            "Variance" => Op.Variance(x[0]),
            "Softmax" => Op.Softmax(x[0]),
            "LogSumExp" => Op.LogSumExp(x[0]),
            "LogSoftmax" => Op.LogSoftmax(x[0]),
            "Silu" => Op.Silu(x[0]),
            "ThresholdedRelu" => Op.ThresholdedRelu(x[0], 0.25f),
            _ => throw new ArgumentException($"no cell is written for '{vector.Op}'", nameof(vector)),
        });
        return Differentiation.Differentiate(cell.Build(vector.Op));
    }
}
