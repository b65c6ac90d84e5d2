using RnnGraph.TestKit;

namespace RnnGraph.Tool.Tests;

/// <summary><c>rnngraph pages</c>, and the pages of the shipped cells.</summary>
public class PagesTests
{
    [Fact]
    public void The_pages_of_the_shipped_cells_are_current()
    {
        // If they aren't: scripts/cell-pages.sh writes them; read the diff and commit it.
        var (code, output, error) = Command.Run("pages", Command.Cells, "--sources", Repository.PathTo("src", "RnnGraph.Cells"), "--output", Repository.PathTo("docs", "cells"), "--check");
        Assert.True(code == 0, output + error);
    }

    [Fact]
    public void A_page_says_what_the_cell_is_and_what_it_costs()
    {
        var page = File.ReadAllText(Repository.PathTo("docs", "cells", "peephole.md"));
        Assert.Contains("# peephole\n", page, StringComparison.Ordinal);
        Assert.Contains("Gers & Schmidhuber", page, StringComparison.Ordinal);
        Assert.Contains("![The graph of peephole](peephole.svg)", page, StringComparison.Ordinal);
        Assert.Contains("var o = Sigmoid(cell.Affine(\"o\", hidden, x, h) + cell.Diagonal(\"o\", cNew));", page, StringComparison.Ordinal);
        Assert.Contains("o = σ(W_o·x + U_o·h⁻ + b_o + p_o ∘ c)", page, StringComparison.Ordinal);
        Assert.Contains("| `o.p` | [hidden] | uniform |", page, StringComparison.Ordinal);
    }
}
