using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>One state that the cell learns to start, beside one that starts from zero.</summary>
internal static class LearnedStart
{
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.LearnedState("h", hidden, Initializer.Constant(0.25f));
        var c = cell.State("c", hidden);

        cell.Next(c, (0.5f * c) + cell.Dense("i", hidden, x));
        cell.Next(h, Tanh(cell.Affine("n", hidden, x, h) + c.Next));
        cell.Output("y", h.Next);
    }
}
