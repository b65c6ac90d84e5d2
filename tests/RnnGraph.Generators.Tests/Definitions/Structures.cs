using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

/// <summary>Layers, switches and activations bound in the attribute decide the form of the graph.</summary>
[RecurrentCell]
public partial class Layered
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, int layers = 2, bool residual = true, Activation activation = Activation.Tanh)
    {
        var lower = cell.Input("x", input);
        for (var layer = 0; layer < layers; layer++)
        {
            var h = cell.State($"h{layer}", hidden);
            var next = Helpers.Activate(cell.Affine($"l{layer}", hidden, lower, h), activation);
            if (residual && layer > 0)
            {
                next += lower;
            }

            cell.Next(h, next);
            lower = h.Next;
        }

        cell.Output("y", lower);
    }
}

[RecurrentCell<Layered>(Structure = new object[] { 3, false, Activation.Relu })]
public partial class ThreeLayers;

[RecurrentCell<Layered>(8, 16, Structure = new object[] { 1 })]
public partial class OneLayer;

/// <summary>Sizes that are computed, and required to be equal.</summary>
[RecurrentCell]
public partial class Sized
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, Size blocks)
    {
        var width = hidden / blocks;
        cell.RequireEqual(input, hidden);
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var wide = Relu(cell.Affine("wide", 2 * hidden + input, x, h));
        var narrow = Tanh(cell.Affine("narrow", width * blocks, ("V", wide)));
        cell.Next(h, narrow + Expand(Mean(wide), hidden));
        cell.Output("y", h.Next);
    }
}

/// <summary>A definition that calls others.</summary>
[RecurrentCell]
public partial class Stacked
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var lower = cell.Scope("lower", c => PeepholeLstm.Define(c, input, hidden), x);
        var upper = cell.Scope("upper", c => Layered.Define(c, hidden, hidden, layers: 1), lower.Output);
        cell.Output("y", upper["y"] + lower.State("h").Next);
    }
}

/// <summary>An expression for a body, and a container.</summary>
public static partial class Container
{
    public partial class Inner
    {
        [RecurrentCell]
        internal partial class Cell
        {
            private static void Define(CellBuilder cell, Size input, Size hidden) => SimpleRnn.Define(cell, input, hidden);
        }
    }
}
