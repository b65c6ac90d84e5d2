using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

/// <summary>Calls that take any number of values, give vectors of other sizes, or are made of several ops.</summary>
[RecurrentCell]
public partial class Vectors
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, int heads = 2)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden * heads);
        var memory = cell.State("memory", hidden * hidden);

        var gates = cell.LayerNorm("gates", cell.Affine("gates", 3 * hidden * heads, x, h));
        var parts = new List<Node>();
        for (var k = 0; k < 3; k++)
        {
            parts.Add(Slice(gates, k * (hidden * heads), hidden * heads));
        }

        var all = Concat(parts.ToArray());
        var key = Softmax(SumTiles(all, hidden));
        var before = cell.Delay("before", key);
        var form = cell.Bilinear("form", hidden, rank: 2, key, before);

        cell.Next(memory, ClipGradient(memory, 5f) + Outer(form, StopGradient(key)));
        cell.Next(h, Concat(Tile(MatrixVector(memory, key), heads)) + cell.BlockDiagonal("r", heads, h) + RepeatEach(Expand(LogSumExp(key), hidden), heads));
        cell.Output("y", Select(LessThan(h.Next, 0f), LogSoftmax(h.Next), Expand(Variance(h) + Dot(key, key), hidden * heads)));
    }
}
