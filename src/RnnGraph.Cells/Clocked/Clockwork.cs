using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The clockwork network: blocks of simple units, each at its own rate (id <c>clockwork</c>):
/// <c>h_k = tanh(W_k·x + Σ_(j≥k) U_kj·h_j⁻ + b_k) when t mod 2^k = 0</c>, <c>else h_k = h_k⁻</c>, <c>y = all h_k, one after another</c>.
/// t counts the steps of the sequence from 0. A block that is not due costs nothing, its input product included.
/// </summary>
/// <remarks>
/// <para>Source: Koutník et al., "A clockwork RNN", 2014.</para>
/// <para>Parameters: for each block k, <c>block.k.W</c> [unit, input], <c>block.k.U.j</c> [unit, unit] for itself and each slower block j, uniform in ±1/√unit;
/// <c>block.k.b</c> [unit], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class Clockwork
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="unit">Hidden units of each block.</param>
    /// <param name="modules">Number of blocks, at least 1; block k has the period 2^k.</param>
    public static void Define(CellBuilder cell, Size input, Size unit, int modules = 3)
    {
        var x = cell.Input("x", input);
        var blocks = new Node[modules];
        for (var k = 0; k < modules; k++)
            blocks[k] = cell.State($"h.{k}", unit);

        var period = 1;
        for (var k = 0; k < modules; k++)
        {
            var reads = new List<Operand> { x };
            for (var j = k; j < modules; j++)
                reads.Add(($"U.{j}", blocks[j]));
            var next = Tanh(cell.Affine($"block.{k}", unit, reads.ToArray()));
            cell.Next(blocks[k], period == 1 ? next : cell.Every(period, next, blocks[k]));
            period *= 2;
        }

        cell.Output("y", Concat(blocks.Select(block => block.Next).ToArray()));
    }
}

/// <summary><see cref="Clockwork"/> in double precision.</summary>
[RecurrentCell<Clockwork>(Precision = Precision.Double)]
public partial class ClockworkDouble;
