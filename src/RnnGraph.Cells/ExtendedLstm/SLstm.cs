using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory with exponential gates, kept in range by a running maximum (id <c>slstm</c>):
/// <c>z̃, ĩ, f̃, õ = W·x + R·h⁻ + b</c>, <c>m = max(ĩ, log σ(f̃) + m⁻), but ĩ while n⁻ = 0</c>, <c>i = exp(ĩ − m)</c>, <c>f = exp(log σ(f̃) + m⁻ − m)</c>,
/// <c>c = f∘c⁻ + i∘tanh z̃</c>, <c>n = f∘n⁻ + i</c>, <c>h = σ(õ)∘c/n</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Beck et al., "xLSTM", 2024.</para>
/// <para>Parameters: for each gate of z, i, f, o, <c>W</c> [heads·head, input], uniform in ±1/√(heads·head); for each head k a block <c>U.k</c> [head, head] of R, uniform
/// in ±1/√head; <c>b</c> [heads·head], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class SLstm
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="head">Units of each head.</param>
    /// <param name="heads">Number of heads; R has a block for each.</param>
    public static void Define(CellBuilder cell, Size input, Size head, int heads = 2)
    {
        var units = head * heads;
        var x = cell.Input("x", input);
        var h = cell.State("h", units);
        var c = cell.State("c", units);
        var n = cell.State("n", units);
        var m = cell.State("m", units);

        var z = Tanh(Gate("z"));
        var i = Gate("i");
        var logF = LogSigmoid(Gate("f"));
        var o = Sigmoid(Gate("o"));

        // Before the first step nothing is remembered, and m⁻ says nothing.
        var mNew = Select(Equal(n, 0f), i, Max(i, logF + m));
        var write = Exp(i - mNew);

        // The exponent is never above 0 but at the first step, where the power meets only zeros and must stay finite.
        var keep = Exp(Min(logF + m - mNew, 80f));
        var cNew = keep * c + write * z;
        var nNew = keep * n + write;

        cell.Next(c, cNew);
        cell.Next(n, nNew);
        cell.Next(m, mNew);
        cell.Next(h, o * (cNew / nNew));
        cell.Output("y", h.Next);

        Node Gate(string gate) => cell.Dense(gate, units, x) + cell.BlockDiagonal(gate, heads, h) + cell.Bias(gate, units);
    }
}

/// <summary><see cref="SLstm"/> in double precision.</summary>
[RecurrentCell<SLstm>(Precision = Precision.Double)]
public partial class SLstmDouble;
