using RnnGraph;
using static RnnGraph.Op;

namespace Invented;

/// <summary>
/// Layers of long short-term memory, each with a gate of one feature, a normalised memory and a bilinear candidate:
/// c = f∘c⁻ + s i∘tanh(W·x + U·h⁻ + h⁻ᵀB x + b), h = o∘tanh(LN(c)).
/// </summary>
[RecurrentCell]
public partial class UsersCell
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, int layers = 2, int rank = 3)
    {
        var x = cell.Input("x", input);
        for (var layer = 0; layer < layers; layer++)
        {
            var below = layer == 0 ? input : hidden;
            x = cell.Scope($"layer.{layer}", c => Layer(c, below, hidden, rank), x).Output;
        }

        cell.Output("y", x);
    }

    private static void Layer(CellBuilder cell, Size input, Size hidden, int rank)
    {
        var x = cell.Input("x", input);
        var (h, c) = (cell.State("h", hidden), cell.State("c", hidden));
        Node Gate(string name, Size size) => Sigmoid(cell.Affine(name, size, x, h));

        var g = Tanh(cell.Affine("g", hidden, x, h) + cell.Bilinear("bilinear", hidden, rank, h, x));
        var cNew = Gate("f", hidden) * c + Expand(Gate("s", 1), hidden) * (Gate("i", hidden) * g);

        cell.Next(c, cNew);
        cell.Next(h, Gate("o", hidden) * Tanh(cell.LayerNorm("norm", cNew)));
        cell.Output("y", h.Next);
    }
}

/// <summary>The same in double precision, where central differences mean something.</summary>
[RecurrentCell<UsersCell>(Precision = Precision.Double)]
public partial class UsersCellDouble;
