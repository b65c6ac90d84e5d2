using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests.Networks;

public class NetworkGradientTests
{
    // Rounding of the loss over twice the width: 1e-16 · |L| / 2e-5 is about 1e-11; a wrong derivative errs by 1e-3 and more.
    private const double Tolerance = 1e-8;

    public static TheoryData<string, int> Runs()
    {
        var runs = new TheoryData<string, int>();
        foreach (var name in NetworkCatalogue.All.Keys)
        {
            for (var run = 0; run < Lengths.Length; run++)
            {
                runs.Add(name, run);
            }
        }

        return runs;
    }

    // Of three sequences: along the default axis and along one called source; ragged, none at all, one of no steps.
    private static (int[] Time, int[] Source)[] Lengths { get; } =
    [
        ([4, 4, 4], [3, 3, 3]),
        ([4, 0, 2], [1, 3, 2]),
        ([2, 3, 0], [0, 4, 2]),
        ([0, 0, 0], [0, 0, 0]),
        ([1, 1, 1], [2, 0, 1]),
    ];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Gradients_agree_with_central_differences(string name, int run)
    {
        var graph = NetworkCatalogue.Bound(name);
        var (time, source) = Lengths[run];
        var arguments = new GraphArguments(time.Max(), 3, time).SetAxis("source", source.Max(), source).Fill(graph, seed: 7);

        var differences = CentralDifferences.Compare(graph, arguments);

        Assert.All(differences, difference => Assert.True(difference.Error < Tolerance, difference.ToString()));
    }

    [Theory]
    [MemberData(nameof(NetworkCatalogue.Names), MemberType = typeof(NetworkCatalogue))]
    public void Graphs_are_well_formed_and_their_text_parses_back(string name)
    {
        var forward = NetworkCatalogue.Symbolic(name);
        foreach (var graph in new[] { forward, Differentiation.Differentiate(forward) })
        {
            GraphVerifier.Verify(graph);
            var text = GraphText.Print(graph);
            Assert.Equal(text, GraphText.Print(GraphText.Parse(text)));
        }
    }

    [Theory]
    [MemberData(nameof(NetworkCatalogue.Names), MemberType = typeof(NetworkCatalogue))]
    public void Binding_what_was_recorded_is_recording_what_is_bound(string name)
    {
        var (bound, symbolic) = (NetworkCatalogue.Bound(name), NetworkCatalogue.Symbolic(name));

        Assert.Equal(GraphText.Print(bound), GraphText.Print(symbolic.Bind(NetworkCatalogue.Sizes)));
        Assert.Equal(GraphText.Print(Differentiation.Differentiate(bound)), GraphText.Print(Differentiation.Differentiate(symbolic).Bind(NetworkCatalogue.Sizes)));
    }
}
