using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>A state that is a matrix, written by an outer product and read by a vector, as in the mLSTM; the read is weighted by a softmax.</summary>
internal static class MatrixMemory
{
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var memory = cell.State("memory", hidden * hidden);

        var key = cell.Dense("k", hidden, x);
        var value = cell.Affine("v", hidden, x);
        var query = Softmax(cell.Dense("q", hidden, x));
        var forget = Sigmoid(cell.Affine("f", 1, x, bias: 1f));

        cell.Next(memory, (Expand(forget, hidden * hidden) * memory) + Outer(value, key));
        cell.Output("y", MatrixVector(memory.Next, query));
        cell.Output("back", VectorMatrix(query, memory));
        cell.Tap("score", LogSumExp(key) + Dot(key, query));
    }
}
