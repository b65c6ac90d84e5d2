using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests;

public class DifferentiationTests
{
    // Rounding of the loss over twice the width: 1e-16 · |L| / 2e-5 is about 1e-11; a wrong derivative errs by 1e-3 and more.
    private const double Tolerance = 1e-8;

    public static TheoryData<string, int, int[]?> Runs()
    {
        var runs = new TheoryData<string, int, int[]?>();
        foreach (var name in Catalogue.All.Keys)
        {
            runs.Add(name, 0, null);
            runs.Add(name, 1, null);
            runs.Add(name, 5, null);
            runs.Add(name, 5, [3, 0, 5]);
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Gradients_agree_with_central_differences(string name, int steps, int[]? lengths)
    {
        var graph = Recording.Bound(Catalogue.All[name], input: 2, hidden: 3);
        var arguments = GraphArguments.Uniform(graph, steps, batch: 3, seed: 7, lengths);

        var differences = CentralDifferences.Compare(graph, arguments);

        Assert.All(differences, difference => Assert.True(difference.Error < Tolerance, difference.ToString()));
    }

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void An_adjoint_graph_is_well_formed_and_its_text_parses_back(string name)
    {
        var adjoint = Differentiation.Differentiate(Recording.Symbolic(Catalogue.All[name]));
        GraphVerifier.Verify(adjoint);
        var text = GraphText.Print(adjoint);
        Assert.Equal(text, GraphText.Print(GraphText.Parse(text)));
    }
}
