using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests;

/// <summary>A finished graph that is called makes the same graph as its definition does when it runs.</summary>
public class CalledGraphTests
{
    [Fact]
    public void Calling_the_graph_of_a_random_cell_is_calling_its_definition()
        => RandomCells.ForAll(300, cell =>
        {
            var graph = GraphText.Parse(GraphText.Print(Recording.Symbolic(cell.Define)));
            var composition = new Composition(graph);

            Assert.Equal(composition.Text((c, sizes) => cell.Define(c, sizes[0], sizes[1])), composition.Text((c, sizes) => c.Call(graph, sizes)));
            Assert.Equal(composition.Network((c, sizes) => cell.Define(c, sizes[0], sizes[1])), composition.Network((c, sizes) => c.Call(graph, sizes)));
            Assert.Equal(GraphText.Print(graph), composition.Alone((c, sizes) => c.Call(graph, sizes)));
        });

    public static TheoryData<string> Names => [.. Catalogue.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Calling_the_graph_is_calling_the_definition(string name)
    {
        var define = Catalogue.All[name];
        var graph = GraphText.Parse(GraphText.Print(Recording.Symbolic(define)));
        var composition = new Composition(graph);

        Assert.Equal(composition.Text((c, sizes) => define(c, sizes[0], sizes[1])), composition.Text((c, sizes) => c.Call(graph, sizes)));
        Assert.Equal(composition.Network((c, sizes) => define(c, sizes[0], sizes[1])), composition.Network((c, sizes) => c.Call(graph, sizes)));
    }

    [Fact]
    public void Sizes_are_put_in_place_all_at_once()
    {
        var graph = Recording.Symbolic(PeepholeLstm.Define);
        string Text(Action<CellBuilder, Size, Size> call) => GraphText.Print(Recording.Symbolic((cell, input, hidden) =>
        {
            var x = cell.Input("x", hidden);
            var lower = cell.Scope("lower", c => call(c, hidden, input), x);
            cell.Output("y", cell.Scope("upper", c => call(c, input, 2 * hidden / input), lower.Output).Output);
        }));

        Assert.Equal(Text(PeepholeLstm.Define), Text((cell, input, hidden) => cell.Call(graph, input, hidden)));
    }

    [Fact]
    public void Noise_on_weights_is_put_on_those_of_a_called_graph_too()
    {
        var graph = Recording.Symbolic(PeepholeLstm.Define);
        string Text(Action<CellBuilder, Size, Size> call) => GraphText.Print(Recording.Symbolic((cell, input, hidden) =>
        {
            cell.NoiseOnWeights(0.1f);
            cell.Output("y", cell.Scope("part", c => call(c, input, hidden), cell.Input("x", input)).Output);
        }));

        Assert.Contains("part.i.W.noise = weight-noise(part.i.W, ", Text(PeepholeLstm.Define), StringComparison.Ordinal);
        Assert.Equal(Text(PeepholeLstm.Define), Text((cell, input, hidden) => cell.Call(graph, input, hidden)));
    }

    [Fact]
    public void A_requirement_goes_with_the_graph()
    {
        void Bare(CellBuilder cell, Size input, Size hidden)
        {
            cell.RequireEqual(input, hidden);
            var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
            cell.Next(h, Sigmoid(x + cell.Dense("r", hidden, h)));
            cell.Output("y", h.Next);
        }

        var graph = Recording.Symbolic(Bare);
        string Text(Action<CellBuilder, Size, Size> call) => GraphText.Print(Recording.Symbolic((cell, input, hidden) =>
            cell.Output("y", cell.Scope("part", c => call(c, 2 * input, hidden), cell.Input("x", hidden)).Output)));

        Assert.Contains("  require 2*input = hidden\n", Text(Bare), StringComparison.Ordinal);
        Assert.Equal(Text(Bare), Text((cell, input, hidden) => cell.Call(graph, input, hidden)));
    }

    [Fact]
    public void A_definition_names_its_values_the_same_wherever_it_is_called()
    {
        var alone = Body(GraphText.Print(Recording.Symbolic(Named)));
        var called = Body(GraphText.Print(Recording.Symbolic((cell, input, hidden) =>
            cell.Output("y", Tanh(cell.Scope("part", c => Named(c, input, hidden), cell.Input("x", input)).Output)))));

        Assert.Contains("kept = sigmoid(k) [hidden]", alone);
        Assert.Equal(alone.Where(line => !line.Contains("read(", StringComparison.Ordinal)), called.Where(line => !line.Contains("read(", StringComparison.Ordinal))
            .Select(line => line.Replace("part.", "", StringComparison.Ordinal)).SkipLast(1));
    }

    [Fact]
    public void What_is_no_cell_is_refused()
    {
        var graph = Recording.Symbolic(Lstm.Define);

        Assert.Equal("definition", Assert.Throws<ArgumentException>(() => new CellBuilder().Call(Differentiation.Differentiate(graph), 2, 3)).ParamName);
        Assert.Equal("sizes", Assert.Throws<ArgumentException>(() => new CellBuilder().Call(graph, 2)).ParamName);
    }

    [Fact]
    public void A_name_that_a_scope_gave_is_taken()
        => Assert.Equal("RNN3008", Assert.Throws<DefinitionException>(() => Recording.Symbolic((cell, input, hidden) =>
        {
            var part = cell.Scope("part", c => Lstm.Define(c, input, hidden), cell.Input("x", input));
            cell.Output("y", part.Output + cell.Parameter("part.i", hidden));
        })).DiagnosticId);

    private static void Named(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
        var kept = Sigmoid(cell.Affine("k", hidden, x, h)).As("kept");
        cell.Next(h, kept * h);
        cell.Output("y", kept + h.Next);
    }

    private static string[] Body(string text) => [.. text.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim())];
}
