namespace RnnGraph.Generators.Tests.Harness;

/// <summary>Small cells for tests, made from the lines that matter.</summary>
internal static class Cells
{
    /// <summary>A simple cell with more lines in its definition, and members beside it.</summary>
    public static string With(string lines, string members = "", string attribute = "[RecurrentCell]", string parameters = "Size input, Size hidden") => $$"""
        {{attribute}}
        public partial class MyCell
        {
            internal static void Define(CellBuilder cell, {{parameters}})
            {
                var x = cell.Input("x", input);
                var h = cell.State("h", hidden);
        {{lines}}
                cell.Next(h, Tanh(cell.Affine("h", hidden, x, h)));
                cell.Output("y", h.Next);
            }

        {{members}}
        }
        """;
}
