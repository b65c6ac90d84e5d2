using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Ops;
using RnnGraph.Text;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests;

public class CompositionTests
{
    [Fact]
    public void Calling_another_definition_prints_the_same_graph()
        => Assert.Equal(
            GraphText.Print(Recording.Symbolic(Lstm.Define)),
            GraphText.Print(Recording.Symbolic((cell, input, hidden) => Lstm.Define(cell, input, hidden))));

    [Fact]
    public void Two_layers_are_two_scopes()
    {
        var graph = Recording.Bound(Stack, input: 2, hidden: 3);

        Assert.Equal(
            ["lower.i.W", "lower.i.U", "lower.i.b", "lower.f.W", "lower.f.U", "lower.f.b", "lower.g.W", "lower.g.U", "lower.g.b", "lower.o.W", "lower.o.U", "lower.o.b"],
            Parameters(graph).Where(key => key.StartsWith("lower.", StringComparison.Ordinal)));
        Assert.Equal(["lower.h", "lower.c", "upper.h", "upper.c"], graph.Results.Where(result => result.Kind == ResultKind.FinalState).Select(result => result.Name));
        Assert.Equal(["lower.forget", "upper.forget"], graph.Results.Where(result => result.Kind == ResultKind.Tap).Select(result => result.Name));
        Assert.Contains("    lower.i = sigmoid(lower.i.4) [3]\n", GraphText.Print(graph), StringComparison.Ordinal);
        Assert.All(CentralDifferences.Compare(graph, GraphArguments.Uniform(graph, 3, 2, seed: 5)), difference => Assert.True(difference.Error < 1e-8, difference.ToString()));
    }

    [Fact]
    public void A_lower_layer_in_the_same_definition_is_read_with_role_W()
    {
        var graph = Recording.Symbolic((cell, input, hidden) =>
        {
            var x = cell.Input("x", input);
            var (a, b) = (cell.State("a", hidden), cell.State("b", hidden));
            cell.Next(a, Tanh(cell.Affine("first", hidden, x, a)));
            cell.Next(b, Tanh(cell.Affine("second", hidden, a.Next, b)));
            cell.Output("y", b.Next);
        });

        Assert.Equal(["first.W", "first.U", "first.b", "second.W", "second.U", "second.b"], Parameters(graph));
    }

    [Fact]
    public void A_scope_gives_its_states_and_takes_inputs_by_name()
    {
        var graph = Recording.Symbolic((cell, input, hidden) =>
        {
            var x = cell.Input("x", input);
            var lower = cell.Scope("lower", c => Lstm.Define(c, input, hidden), ("x", x));
            var top = cell.State("h", hidden);
            cell.Next(top, Tanh(cell.Affine("n", hidden, lower["y"], top) + cell.Diagonal("n", lower.State("c").Next) + cell.Diagonal("n", "q", lower.State("h"))));
            cell.Output("y", top.Next);
        });

        Assert.Equal(["n.W", "n.U", "n.b", "n.p", "n.q"], Parameters(graph).Where(key => !key.StartsWith("lower.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_tied_matrix_receives_both_gradients()
    {
        var graph = Recording.Bound(
            (cell, input, hidden) =>
            {
                var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
                var shared = cell.Matrix("shared.M", hidden, hidden, Initializer.Orthogonal);
                var first = Tanh(cell.Dense("in", hidden, x) + cell.Dense(shared, h));
                cell.Next(h, Tanh(cell.Dense(shared, first)));
                cell.Output("y", h.Next);
            },
            input: 2,
            hidden: 3);

        Assert.Single(graph.Nodes, node => node.Name == "shared.M");
        var differences = CentralDifferences.Compare(graph, GraphArguments.Uniform(graph, 4, 2, seed: 9));
        Assert.Contains(differences, difference => difference.Name == "shared.M");
        Assert.All(differences, difference => Assert.True(difference.Error < 1e-8, difference.ToString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sizes_required_equal_may_be_mixed_wherever_the_requirement_stands(bool first)
    {
        void Define(CellBuilder cell, Size input, Size hidden)
        {
            if (first)
            {
                cell.RequireEqual(input, hidden);
            }

            var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
            var z = 1f - Sigmoid(cell.Affine("z", input, x, h));
            if (!first)
            {
                cell.RequireEqual(input, hidden);
            }

            cell.Next(h, (z * h) + (Tanh(x) * cell.Bias("g", input, 0.5f)));
            cell.Output("y", h.Next);
        }

        var symbolic = Recording.Symbolic(Define);

        Assert.Contains("  require input = hidden\n  x = input [hidden]\n", GraphText.Print(symbolic), StringComparison.Ordinal);
        Assert.Equal(GraphText.Print(Recording.Bound(Define, 3, 3)), GraphText.Print(symbolic.Bind(new Dictionary<string, int> { ["input"] = 3, ["hidden"] = 3 })));
        Assert.Equal(GraphText.Print(symbolic), GraphText.Print(GraphText.Parse(GraphText.Print(symbolic))));
    }

    [Fact]
    public void A_chain_of_many_terms_needs_no_deep_stack()
    {
        void Define(CellBuilder cell, Size input, Size hidden)
        {
            var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
            var sum = cell.Dense("n", hidden, x);
            for (var i = 0; i < 5_000; i++)
            {
                sum += h;
            }

            cell.Next(h, Tanh(sum));
            cell.Output("y", h.Next);
        }

        var text = string.Empty;
        var small = new Thread(() => text = GraphText.Print(Differentiation.Differentiate(GraphText.Parse(GraphText.Print(Recording.Symbolic(Define))))), maxStackSize: 256 * 1024);
        small.Start();
        small.Join();

        Assert.Contains("d.h.previous = add(d.h.previous~", text, StringComparison.Ordinal);
    }

    private static void Stack(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var lower = cell.Scope("lower", c => Lstm.Define(c, input, hidden), x);
        var upper = cell.Scope("upper", c => Lstm.Define(c, hidden, hidden), lower.Output);
        cell.Output("y", upper.Output);
    }

    private static IEnumerable<string> Parameters(Graph graph) => graph.Nodes.Where(node => node.Op == StructureOps.Parameter).Select(node => node.Name);
}
