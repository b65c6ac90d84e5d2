using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests.Networks;

public class RandomNetworkTests
{
    private static readonly Dictionary<string, int> Sizes = new() { ["n"] = 2, ["m"] = 3 };

    [Fact]
    public void Binding_what_was_recorded_is_recording_what_is_bound()
        => RandomNetworks.ForAll(200, network =>
        {
            var (symbolic, bound) = (Symbolic(network), Bound(network));
            Assert.Equal(GraphText.Print(bound), GraphText.Print(symbolic.Bind(Sizes)));
            Assert.Equal(GraphText.Print(Differentiation.Differentiate(bound)), GraphText.Print(Differentiation.Differentiate(symbolic).Bind(Sizes)));
        });

    [Fact]
    public void Graphs_are_well_formed_and_their_text_parses_back()
        => RandomNetworks.ForAll(200, network =>
        {
            var forward = Symbolic(network);
            foreach (var graph in new[] { forward, Differentiation.Differentiate(forward) })
            {
                GraphVerifier.Verify(graph);
                var text = GraphText.Print(graph);
                Assert.Equal(text, GraphText.Print(GraphText.Parse(text)));
            }
        });

    [Fact]
    public void Gradients_agree_with_central_differences()
        => RandomNetworks.ForAll(50, network =>
        {
            var graph = Bound(network);

            // A kink between the two sides of a difference is chance, and drawn again; a wrong derivative fails with any data.
            var worst = Enumerable.Range(1, 3).Select(seed => Worst(graph, (ulong)seed)).MinBy(difference => difference.Error)!;
            Assert.True(worst.Error < 1e-7, $"{network}: {worst}");
        });

    private static GradientDifference Worst(Graph graph, ulong seed)
        => CentralDifferences.Compare(graph, new GraphArguments(3, 2, [3, 2]) { Seed = seed }.SetAxis("source", 4, [0, 4]).Fill(graph, seed))[0];

    private static Graph Symbolic(RandomNetwork network) => Recording.Network(net => network.Define(net, net.DeclareSize("n"), net.DeclareSize("m")));

    private static Graph Bound(RandomNetwork network) => Recording.Network(net => network.Define(net, Sizes["n"], Sizes["m"]));
}
