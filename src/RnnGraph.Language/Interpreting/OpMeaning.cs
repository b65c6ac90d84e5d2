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
        var rows = run.RowsOf(node.Space);
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
            case { Kind: OpKind.Broadcast }:
                for (var i = 0; i < result.Length; i++)
                {
                    result[i] = operands[0][i / features];
                }

                break;
            case { Kind: OpKind.Total }:
                var from = node.Operands.Max(operand => operand.Space);
                Total(operands, result, run.RowsOf(from), isActive ?? (row => from == Space.Sequence || row / run.Batch < run.Lengths[row % run.Batch]));
                break;
            default:
                throw new ArgumentException($"The op '{node.Op.Name}' of '{node.Name}' computes nothing by itself.", nameof(node));
        }

        return result;
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

    // One operand: Σ a. Two: Σ a bᵀ.
    private static void Total(IReadOnlyList<double[]> operands, double[] result, int rows, Func<int, bool> isActive)
    {
        var width = operands.Count == 1 ? 1 : operands[1].Length / Math.Max(rows, 1);
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
