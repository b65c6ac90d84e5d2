using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The quasi-recurrent network: gates that look at the last few inputs and never at the state (id <c>qrnn-fo</c>):
/// <c>z = tanh(Σ_k W_k·x_(t−k))</c>, <c>f, o = σ(Σ_k W_k·x_(t−k))</c>, <c>c = f∘c⁻ + (1 − f)∘z</c>, <c>h = o∘c</c>, <c>y = h</c>.
/// The inputs of earlier steps are states, <c>x.past.k</c>, so that a sequence can be run in pieces.
/// </summary>
/// <remarks>
/// <para>Source: Bradbury et al., "Quasi-recurrent neural networks", 2017, with fo-pooling.</para>
/// <para>Parameters: for each gate of z, f, o and each k below the window, <c>W.k</c> [hidden, input], uniform in ±1/√hidden.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class Qrnn
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    /// <param name="window">Number of inputs that a gate looks at, at least 1.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, int window = 2)
    {
        var x = cell.Input("x", input);
        var c = cell.State("c", hidden);

        var past = new Operand[window];
        var seen = x;
        for (var k = 0; k < window; k++)
        {
            seen = k == 0 ? x : cell.Delay($"x.past.{k}", seen);
            past[k] = ($"W.{k}", seen);
        }

        var z = Tanh(Convolution("z"));
        var f = Sigmoid(Convolution("f"));
        var o = Sigmoid(Convolution("o"));
        var cNew = f * c + (1f - f) * z;

        cell.Next(c, cNew);
        cell.Output("y", o * cNew);
        cell.Tap("forget", f);

        Node Convolution(string gate)
        {
            var sum = cell.Dense(gate, hidden, past[0]);
            for (var k = 1; k < window; k++)
                sum += cell.Dense(gate, hidden, past[k]);
            return sum;
        }
    }
}

/// <summary><see cref="Qrnn"/> in double precision.</summary>
[RecurrentCell<Qrnn>(Precision = Precision.Double)]
public partial class QrnnDouble;
