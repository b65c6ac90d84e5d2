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
        return Single(row.Name, operands, size, reads => new GraphNode("y", row, Space.Sequence, size, reads, numbers));
    }

    /// <summary>Features put at a place among zeros, with its derivative; no definition says it, as it stands in adjoints alone.</summary>
    public static Graph Pad(int features, int size, int offset) =>
        Single("pad", 1, Shape.Vector(features), reads => new GraphNode("y", RearrangementOps.Pad, Space.Sequence, Shape.Vector(size), reads, offset: offset));

    /// <summary>One node over operands of one shape.</summary>
    private static Graph Single(string name, int operands, Shape shape, Func<IReadOnlyList<GraphNode>, GraphNode> node)
    {
        var size = Shape.Vector(1);
        var inputs = Names(operands).Select(input => new GraphNode(input, StructureOps.Input, Space.Step, shape)).ToList();
        var initial = new GraphNode("h", StructureOps.Given, Space.Sequence, size);
        var argument = new GraphNode("h.previous", StructureOps.Carried, Space.Sequence, size);
        var reads = inputs.Select(input => new GraphNode(input.Name + ".now", StructureOps.Read, Space.Sequence, shape, [input])).ToList();
        var value = node(reads);
        var scan = new GraphNode(
            "scan", StructureOps.Scan, Space.Step, size, scan: new Scan(Direction.Forward, [new Carried(argument, initial, argument)], [argument, .. reads, value]));
        var steps = new GraphNode("y.steps", StructureOps.Stack, Space.Step, value.Shape, [scan], inner: value);
        var final = new GraphNode("h.final", StructureOps.Final, Space.Sequence, size, [scan], inner: argument);
        GraphResult[] results = [new(ResultKind.Output, "y", steps), new(ResultKind.FinalState, "h", final)];
        return Differentiation.Differentiate(new Graph(name, [], [], [.. inputs, initial, scan, steps, final], results));
    }

    /// <summary>A function of whole vectors, a product with a matrix or a part of a cell, with its derivative.</summary>
    public static Graph OverFeatures(FeatureVector vector)
    {
        int[] ShapeOf(int operand) => vector.Shapes[operand.ToString(CultureInfo.InvariantCulture)];
        var size = vector.Dy.Length;
        if (vector.Op == "Pad")
            return Pad(ShapeOf(0)[0], size, 2);
        var cell = new CellBuilder();
        Node Operand(int i) => vector.IsParameter(i) ? cell.Matrix(vector.Names[i], ShapeOf(i)[0], ShapeOf(i)[1]) : cell.Input(vector.Names[i], ShapeOf(i)[0]);
        var x = Enumerable.Range(0, vector.Operands.Count).Where(i => !vector.IsOfPart(i)).Select(Operand).ToArray();
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
            "LayerNorm" => cell.LayerNorm("part", x[0], 0.015625f),
            "BlockDiagonal" => cell.BlockDiagonal("part", 2, x[0]),
            "Bilinear" => cell.Bilinear("part", size, ShapeOf(2)[0], x[0], x[1]),
            _ => throw new ArgumentException($"no cell is written for '{vector.Op}'", nameof(vector)),
        });
        return Differentiation.Differentiate(cell.Build(vector.Op));
    }
}
