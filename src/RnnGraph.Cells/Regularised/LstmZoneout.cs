using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// <see cref="Lstm"/> whose units now and then stay as they were (id <c>zoneout</c>):
/// <c>i, f, o = σ(W·x + U·h⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = m_c∘c⁻ + (1 − m_c)∘(f∘c⁻ + i∘g)</c>,
/// <c>h = m_h∘h⁻ + (1 − m_h)∘(o∘tanh(f∘c⁻ + i∘g))</c>, <c>y = h</c>.
/// While training m is 1 with the given probability, else 0, for each unit and step; in evaluation m is the probability. cell.Zoneout does the same to any cell's
/// state.
/// </summary>
/// <remarks>
/// <para>Source: Krueger et al., "Zoneout", 2017.</para>
/// <para>Parameters: those of <see cref="Lstm"/>: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c>
/// [hidden], 0.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmZoneout
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells.</param>
    /// <param name="memoryStays">Probability that a memory cell stays as it was.</param>
    /// <param name="stateStays">Probability that a unit of the state stays as it was.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, float memoryStays = 0.5f, float stateStays = 0.05f)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var cNew = f * c + i * g;

        cell.Next(c, cell.Zoneout("zoneout.c", c, cNew, memoryStays));
        cell.Next(h, cell.Zoneout("zoneout.h", h, o * Tanh(cNew), stateStays));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="LstmZoneout"/> in double precision.</summary>
[RecurrentCell<LstmZoneout>(Precision = Precision.Double)]
public partial class LstmZoneoutDouble;
