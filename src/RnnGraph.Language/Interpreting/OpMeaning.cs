using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Interpreting;

/// <summary>Computes one node over all its rows from its operands' values. A row of an operand in a narrower space is used again for each of the wider one's.</summary>
internal static class OpMeaning
{
    /// <summary>The value of a node that is neither a leaf nor part of a scan's form.</summary>
    /// <param name="node">The node.</param>
    /// <param name="operands">Its operands' values.</param>
    /// <param name="run">The run: how many rows each space has, and which are within their length.</param>
    /// <param name="isActive">Of a body: whether a row of the batch is within its length at this step; null outside.</param>
    public static double[] Evaluate(GraphNode node, IReadOnlyList<double[]> operands, GraphArguments run, Func<int, bool>? isActive)
    {
        var result = new double[run.LengthOf(node)];
        var rows = run.RowsOf(node);
        var features = GraphArguments.Elements(node.Shape);
        switch (node.Op)
        {
            case ElementwiseRow op:
                Elementwise(op, node.Numbers, operands, result);
                break;
            case ProductRow op:
                Product(op, node, operands, result, rows);
                break;
            case ReductionRow op:
                var count = operands[0].Length / Math.Max(rows, 1);
                for (var row = 0; row < rows; row++)
                {
                    result[row] = op.Evaluate(operands[0], row * count, count);
                }

                break;
            case { Kind: OpKind.Broadcast } when node.Op == BroadcastOps.OneHot:
                for (var i = 0; i < result.Length; i++)
                {
                    result[i] = operands[0][i / features] == i % features ? 1 : 0;
                }

                break;
            case { Kind: OpKind.Broadcast }:
                for (var i = 0; i < result.Length; i++)
                {
                    result[i] = operands[0][i / features];
                }

                break;
            case RearrangementRow op:
                Rearrange(op, node, operands, result, rows);
                break;
            case { Kind: OpKind.Noise }:
                Draws.AddNoise(node, operands[0], result, run);
                break;
            case { Kind: OpKind.Total } op when op == StartOps.StartTotal:
                Total([operands[1]], result, run.Batch, _ => !run.IsGiven(node.Operands[0]));
                break;
            case { Kind: OpKind.Total }:
                var widest = node.Operands.OrderByDescending(operand => operand.Space).First();
                Total(operands, result, run.RowsOf(widest), isActive ?? (row => run.IsWithin(widest, row)));
                break;
            case { Kind: OpKind.Rows } when node.Op == RowOps.Repeat:
                for (var i = 0; i < result.Length; i++)
                {
                    result[i] = operands[0][i % operands[0].Length];
                }

                break;
            case { Kind: OpKind.Rows }:
                MeanWeights(node.Operands[0], run).CopyTo(result, 0);
                break;
            default:
                throw new ArgumentException($"The op '{node.Op.Name}' of '{node.Name}' computes nothing by itself.", nameof(node));
        }

        return result;
    }

    /// <summary>The weight of each row of a loss in its mean: 1/(number of rows that count), and 0 for the others.</summary>
    public static double[] MeanWeights(GraphNode loss, GraphArguments run)
    {
        var axes = loss.Space == Space.Step ? [] : Dependence.Axes(loss);
        bool Counts(int row) => loss.Space == Space.Step ? run.IsWithin(loss, row) : axes.Count == 0 || axes.Any(axis => run.LengthsOf(axis)[row] > 0);
        var counts = Enumerable.Range(0, run.RowsOf(loss)).Select(Counts).ToArray();
        var share = 1.0 / counts.Count(count => count);
        return counts.Select(count => count ? share : 0).ToArray();
    }

    private static void Elementwise(ElementwiseRow op, IReadOnlyList<double> numbers, IReadOnlyList<double[]> operands, double[] result)
    {
        var at = new double[operands.Count];
        for (var i = 0; i < result.Length; i++)
        {
            for (var o = 0; o < at.Length; o++)
            {
                at[o] = operands[o][i % operands[o].Length];
            }

            result[i] = op.Evaluate(at, numbers);
        }
    }

    private static void Product(ProductRow op, GraphNode node, IReadOnlyList<double[]> operands, double[] result, int rows)
    {
        var (height, width) = (node.Operands[0].Shape.Rows.Evaluate(), node.Operands[0].Shape.Columns.Evaluate());
        for (var row = 0; row < rows; row++)
        {
            op.Accumulate(operands[0], height, width, operands[1], row * (operands[1].Length / rows), result, row * (result.Length / rows));
        }
    }

    private static void Rearrange(RearrangementRow op, GraphNode node, IReadOnlyList<double[]> operands, double[] result, int rows)
    {
        var sizes = node.Operands.Select(operand => GraphArguments.Elements(operand.Shape)).ToArray();
        var size = GraphArguments.Elements(node.Shape);
        var moves = op.Moves(sizes, size, node.Offset?.Evaluate() ?? 0).ToArray();
        for (var row = 0; row < rows; row++)
        {
            foreach (var move in moves)
            {
                // An operand in space Parameter has one row for all.
                var from = operands[move.Operand];
                result[(row * size) + move.To] += from[((row * sizes[move.Operand]) + move.From) % from.Length];
            }
        }
    }

    // One operand: Σ a. Two: Σ a bᵀ.
    private static void Total(IReadOnlyList<double[]> operands, double[] result, int rows, Func<int, bool> isActive)
    {
        if (rows == 0)
        {
            return;
        }

        var width = operands.Count == 1 ? 1 : operands[1].Length / rows;
        var height = result.Length / width;
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; isActive(row) && i < result.Length; i++)
            {
                var left = operands[0][(row * height) + (i / width)];
                result[i] += operands.Count == 1 ? left : left * operands[1][(row * width) + (i % width)];
            }
        }
    }
}
