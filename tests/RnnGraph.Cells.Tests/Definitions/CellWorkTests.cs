using System.Globalization;
using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Text;

namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>The work of a step against counts made by hand from the cells' equations, for I = 6 inputs and H = 10 units.</summary>
public sealed class CellWorkTests
{
    private const int I = 6;
    private const int H = 10;

    [Fact]
    public void Of_an_lstm()
    {
        var (forward, backward) = Of("lstm");
        Assert.Equal(2 * 4 * H * (I + H), forward.Products.Evaluate());
        Assert.Equal(2 * forward.Products.Evaluate(), backward.Products.Evaluate());
        Assert.Equal(4 * H * H, forward.LoopWeights.Evaluate());
        Assert.Equal(4 * H * H, backward.LoopWeights.Evaluate());
        Assert.Equal([("sigmoid", 3 * H), ("tanh", 2 * H)], Functions(forward));
        Assert.Empty(backward.Functions);

        // f∘c + i∘g, o∘tanh c; products start from the biases.
        Assert.Equal((3 + 1) * H, forward.Operations.Evaluate());
        Assert.Equal(2 * H, forward.State.Evaluate());

        // U·h → gate → f∘c + … → tanh → o∘…
        Assert.Equal(2, Assert.Single(forward.Chains).Functions.Sum(function => function.Value));
        Assert.Equal(4, forward.Chains[0].Operations);
    }

    [Fact]
    public void Of_a_gru()
    {
        var (forward, _) = Of("gru-reset-before");
        Assert.Equal(2 * 3 * H * (I + H), forward.Products.Evaluate());
        Assert.Equal(3 * H * H, forward.LoopWeights.Evaluate());
        Assert.Equal([("sigmoid", 2 * H), ("tanh", H)], Functions(forward));
        Assert.Equal(H, forward.State.Evaluate());
    }

    [Fact]
    public void Of_a_matrix_memory()
    {
        var (forward, backward) = Of("mlstm");
        const int Heads = 2, Units = Heads * H;

        // q, k, v, o of all heads, i and f of each; none of them in the loop.
        Assert.Equal(2 * ((4 * Units) + (2 * Heads)) * I, forward.Products.Evaluate());
        Assert.Equal(0, forward.LoopWeights.Evaluate());

        // A matrix, a vector and a number for each head.
        Assert.Equal(Heads * ((H * H) + H + 1), forward.State.Evaluate());
        Assert.Equal(Heads * ((H * H) + H + 1), backward.State.Evaluate());

        // On each value of the matrix: k vᵀ, i·k vᵀ, f·C and their sum; times q, and added up. The rest is on vectors.
        Assert.InRange(forward.Operations.Evaluate(), 6 * Heads * H * H, (6 * Heads * H * H) + (15 * Units));

        // m = max(ĩ, log f + m⁻).
        Assert.Contains(forward.Functions, function => function.Key == "log-sigmoid" && function.Value.Evaluate() == Heads);
        Assert.Contains(forward.Functions, function => function.Key == "exp" && function.Value.Evaluate() == 3 * Heads);
    }

    [Fact]
    public void No_copies_as_large_as_a_matrix_memory_stand_in_memory()
    {
        var cell = CellCompiler.Emit(GraphText.Print(Graph("mlstm")), new CellTarget("Counted"));
        var schedule = cell.Single(file => file.Suffix == ".Schedule").Source;
        Assert.DoesNotMatch(@"// \S+ = (repeat-each|tile|sum-each|sum-tiles)\(", schedule);

        // For each of two heads one pass forward; backward one over C, one over C⁻ and ∂C, and one for what leaves the loop.
        Assert.Equal(2 * 4, schedule.Split("pass.ApplyByRow<").Length - 1);
    }

    [Fact]
    public void Of_a_cell_with_layer_normalisation()
    {
        var (forward, _) = Of("lstm-layernorm");
        Assert.Equal(2 * 4 * H * (I + H), forward.Products.Evaluate());

        // Two normalisations of 4·H, one of H: a mean, a variance, and a root for each row.
        Assert.Equal([("rsqrt", 3), ("sigmoid", 3 * H), ("tanh", 2 * H)], Functions(forward));
        Assert.Equal(2 * H, forward.State.Evaluate());

        // To each of 9·H: the mean's addition, x − mean, its square, the variance's addition; then times the root, gain and shift.
        Assert.True(forward.Operations.Evaluate() >= 9 * 7 * H, forward.Operations.ToString());
    }

    [Fact]
    public void What_runs_at_times_counts_in_part()
    {
        var (forward, _) = Of("clockwork");
        Assert.NotEqual(0, forward.Products.Evaluate());
        Assert.True(forward.Products.Evaluate() < double.Parse(CellSummary.Of(Graph("clockwork")).Operations.ToString(), CultureInfo.InvariantCulture));
        Assert.Empty(forward.Chains.SelectMany(chain => chain.Functions));
    }

    private static IEnumerable<(string, int)> Functions(CellWork work) => work.Functions.Select(function => (function.Key, (int)function.Value.Evaluate()));

    private static (CellWork Forward, CellWork Backward) Of(string id) => CellWork.Of(Graph(id));

    private static Graph Graph(string id)
    {
        var cell = new CellBuilder();
        Catalogue.Cells.Single(of => of.Id == id).Define(cell, I, H);
        return cell.Build("Counted");
    }
}
