using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>Two blocks at their own rates (Koutnik et al. 2014): the fast one reads the slow one, which waits every other step.</summary>
internal static class Clockwork
{
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var fast = cell.State("fast", hidden);
        var slow = cell.State("slow", hidden);

        cell.Next(fast, Tanh(cell.Dense("f", hidden, x) + cell.Affine("f", hidden, fast, ("U.slow", slow))));
        cell.Next(slow, cell.Every(2, Tanh(cell.Affine("s", hidden, x, slow)), slow));
        cell.Output("y", Concat(fast.Next, slow.Next) * Expand(1f + (0.25f * cell.StepIndex), 2 * hidden));
    }
}
