using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests;

public class RandomCellTests
{
    private static readonly Dictionary<string, int> Sizes = new() { ["input"] = 2, ["hidden"] = 3 };

    [Fact]
    public void Binding_what_was_recorded_is_recording_what_is_bound()
        => ForAll(300, cell =>
        {
            var symbolic = Recording.Symbolic(cell.Define);
            var bound = Recording.Bound(cell.Define, 2, 3);
            Assert.Equal(GraphText.Print(bound), GraphText.Print(symbolic.Bind(Sizes)));
            Assert.Equal(GraphText.Print(Differentiation.Differentiate(bound)), GraphText.Print(Differentiation.Differentiate(symbolic).Bind(Sizes)));
        });

    [Fact]
    public void Graphs_are_well_formed_and_their_text_parses_back()
        => ForAll(300, cell =>
        {
            var forward = Recording.Symbolic(cell.Define);
            foreach (var graph in new[] { forward, Differentiation.Differentiate(forward) })
            {
                GraphVerifier.Verify(graph);
                var text = GraphText.Print(graph);
                Assert.Equal(text, GraphText.Print(GraphText.Parse(text)));
            }
        });

    [Fact]
    public void Recording_again_gives_the_same_text()
        => ForAll(100, cell => Assert.Equal(GraphText.Print(Recording.Symbolic(cell.Define)), GraphText.Print(Recording.Symbolic(cell.Define))));

    [Fact]
    public void Gradients_agree_with_central_differences()
        => ForAll(60, cell =>
        {
            var graph = Recording.Bound(cell.Define, 2, 3);

            // A kink between the two sides of a difference is chance, and drawn again; a wrong derivative fails with any data.
            var worst = Enumerable.Range(1, 3).Select(seed => Worst(graph, (ulong)seed)).MinBy(difference => difference.Error)!;
            Assert.True(worst.Error < 1e-7, $"{cell}: {worst}");
        });

    private static void ForAll(int count, Action<RandomCell> check) => RandomCells.ForAll(count, check, RandomCellParts.All);

    private static GradientDifference Worst(Graph graph, ulong seed)
        => CentralDifferences.Compare(graph, GraphArguments.Uniform(graph, steps: 3, batch: 2, seed, lengths: [3, 2]))[0];
}
