using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory whose memory is a matrix that keys write and queries read (id <c>mlstm</c>):
/// <c>q, k, v, ĩ, f̃ = W·x + b, k divided by √d</c>, <c>m = max(ĩ, log σ(f̃) + m⁻)</c>, <c>i = exp(ĩ − m)</c>, <c>f = exp(log σ(f̃) + m⁻ − m)</c>,
/// <c>C = f C⁻ + i k vᵀ</c>, <c>n = f n⁻ + i k</c>, <c>h = σ(W·x + b)∘(Cᵀq / max(|nᵀq|, e^(−m)))</c>, <c>y = h</c>.
/// Here for one head of d units; ĩ and f̃ are one number for each head. The states of head j are <c>head.j.C</c> [d·d], row by row, <c>head.j.n</c> [d] and
/// <c>head.j.m</c> [1].
/// </summary>
/// <remarks>
/// <para>Source: Beck et al., "xLSTM", 2024.</para>
/// <para>Parameters: <c>q</c>, <c>k</c>, <c>v</c>, <c>o</c>, each with <c>W</c> [heads·head, input], uniform in ±1/√(heads·head), and <c>b</c> [heads·head], 0; <c>i</c>
/// and <c>f</c>, each with <c>W</c> [heads, input], uniform in ±1/√heads, and <c>b</c> [heads], 0 and 3.</para>
/// </remarks>
[RecurrentCell]
public partial class MLstm
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="head">Units d of each head; its memory has d² values.</param>
    /// <param name="heads">Number of heads.</param>
    public static void Define(CellBuilder cell, Size input, Size head, int heads = 2)
    {
        var units = head * heads;
        var x = cell.Input("x", input);
        var q = cell.Affine("q", units, x);
        var k = cell.Affine("k", units, x);
        var v = cell.Affine("v", units, x);
        var i = cell.Affine("i", heads, x);
        var logF = LogSigmoid(cell.Affine("f", heads, x, bias: 3f));
        var o = Sigmoid(cell.Affine("o", units, x));

        var retrieved = new Node[heads];
        for (var j = 0; j < heads; j++)
        {
            var offset = head * j;
            retrieved[j] = Head(cell, $"head.{j}", head, Slice(q, offset, head), Slice(k, offset, head), Slice(v, offset, head), Slice(i, j, 1), Slice(logF, j, 1));
        }

        cell.Output("y", o * Concat(retrieved));
    }

    private static Node Head(CellBuilder cell, string name, Size size, Node q, Node k, Node v, Node i, Node logF)
    {
        var c = cell.State(name + ".C", size * size);
        var n = cell.State(name + ".n", size);
        var m = cell.State(name + ".m", 1);

        var mNew = Max(i, logF + m);
        var write = Exp(i - mNew);
        var keep = Exp(logF + m - mNew);
        var key = k * Sqrt(cell.ReciprocalSize(size));
        var cNew = Expand(keep, size * size) * c + Expand(write, size * size) * Outer(key, v);
        var nNew = Expand(keep, size) * n + Expand(write, size) * key;

        cell.Next(c, cNew);
        cell.Next(n, nNew);
        cell.Next(m, mNew);
        return VectorMatrix(q, cNew) / Expand(Max(Abs(Dot(nNew, q)), Exp(-mNew)), size);
    }
}

/// <summary><see cref="MLstm"/> in double precision.</summary>
[RecurrentCell<MLstm>(Precision = Precision.Double)]
public partial class MLstmDouble;
