namespace RnnGraph.Cells;

/// <summary>
/// Layers of <see cref="Lstm"/>, each reading what the one below says at the same step (id <c>stack</c>):
/// <c>i, f, o = σ(W·h_t^(j−1) + U·h⁻ + b)</c>, <c>g = tanh(W·h_t^(j−1) + U·h⁻ + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>, <c>h_t^0 = x</c>,
/// <c>y = h of the last layer</c>.
/// </summary>
/// <remarks>
/// <para>Source: Schmidhuber 1992; Graves, Mohamed &amp; Hinton, "Speech recognition with deep recurrent neural networks", 2013.</para>
/// <para>Parameters: those of <see cref="Lstm"/> for each layer j, their keys beginning with <c>layer.j.</c>.</para>
/// <para>Taps: <c>layer.j.forget</c>, the forget gate of layer j.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmStack
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells, of each layer.</param>
    /// <param name="layers">Number of layers, at least 1.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, int layers = 2)
    {
        var x = cell.Input("x", input);
        cell.Output("y", Layers.Stack(cell, x, layers, (layer, c) => Lstm.Define(c, layer == 0 ? input : hidden, hidden)));
    }
}

/// <summary><see cref="LstmStack"/> in double precision.</summary>
[RecurrentCell<LstmStack>(Precision = Precision.Double)]
public partial class LstmStackDouble;
