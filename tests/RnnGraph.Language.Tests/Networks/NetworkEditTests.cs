using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Ops;
using RnnGraph.Text;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Networks;

/// <summary>Edits of a network, each with the lines of the canonical text that it may touch. What is not a parameter that was added or removed keeps its key.</summary>
public class NetworkEditTests
{
    [Fact]
    public void Renaming_a_local_and_extracting_a_helper_change_nothing()
        => Assert.Empty(Diff(net =>
        {
            var letters = net.Tokens("words", 5);
            var embedded = net.Embedding("embed", 3, letters);
            var low = Layer("lower", embedded);
            var high = Layer("upper", low);
            Finish(net, high);

            Node Layer(string name, Node x) => net.Scan(name, Cell, x)["y"];
        }));

    [Fact]
    public void Adding_a_tap_adds_its_line()
        => AssertDiff(Diff(net => Edited(net, between: x => { net.Tap("low", x); return x; })), "+tap low = lower.h.next.steps");

    [Fact]
    public void A_named_value_in_front_of_a_product_adds_its_line_and_touches_its_reader()
        => AssertDiff(
            Diff(net => Edited(net, head: x => (0.5f * x).As("half"))),
            "-out.1 = dense(out.W, upper.h.next.steps) [5]",
            "+half = multiply(0.5, upper.h.next.steps) [3]",
            "+out.1 = dense(out.W, half) [5]");

    [Fact]
    public void Dropout_between_layers_adds_its_lines_and_touches_its_reader()
    {
        var diff = Diff(net => Edited(net, between: x => net.Dropout("drop", x, 0.5f)));

        Assert.All(diff, line => Assert.Matches(@"^(\+drop[. ]|[-+]upper\.x\.now = )", line));
        Assert.Equal(1, diff.Count(line => line[0] == '-'));
    }

    [Fact]
    public void A_layer_in_between_adds_its_lines_and_touches_its_reader()
    {
        var diff = Diff(net => Edited(net, between: x => net.Scan("middle", Cell, x)["y"]));

        Assert.All(diff, line => Assert.Matches(@"^(\+middle[. ]|\+state middle|[-+]upper\.x\.now = )", line));
        Assert.Equal(1, diff.Count(line => line[0] == '-'));
    }

    [Fact]
    public void A_residual_adds_its_lines_and_touches_its_reader()
        => AssertDiff(
            Diff(net => Edited(net, between: x => x + net.Embedding("more", 3, net.Tokens("letters", 5)))),
            "+letters = tokens(5) [1]",
            "+more.E = parameter [3, 5] uniform",
            "+more.1 = one-hot(letters) [5]",
            "+more = dense(more.E, more.1) [3]",
            "+upper.x = add(lower.h.next.steps, more) [3]",
            "-upper.x.now = read(lower.h.next.steps) [3]",
            "+upper.x.now = read(upper.x) [3]");

    private static void Edited(NetworkBuilder net, Func<Node, Node>? between = null, Func<Node, Node>? head = null)
    {
        var x = net.Embedding("embed", 3, net.Tokens("words", 5));
        var lower = net.Scan("lower", Cell, x)["y"];
        var upper = net.Scan("upper", Cell, between is null ? lower : between(lower))["y"];
        Finish(net, head is null ? upper : head(upper));
    }

    private static void Finish(NetworkBuilder net, Node y)
    {
        var logits = net.Dense("out", 5, y);
        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", 5)));
    }

    private static void Cell(CellBuilder cell)
    {
        var (x, h) = (cell.Input("x", 3), cell.State("h", 3));
        cell.Next(h, Tanh(cell.Affine("n", 3, x, h)));
        cell.Output("y", h.Next);
    }

    private static IReadOnlyList<string> Diff(Action<NetworkBuilder> edited)
    {
        var (before, after) = (Recording.Network(net => Edited(net)), Recording.Network(edited));
        Assert.Empty(Keys(before).Except(Keys(after), StringComparer.Ordinal));
        return TextDiff.Between(GraphText.Print(before), GraphText.Print(after));
    }

    private static IEnumerable<string> Keys(Graph graph) => graph.Nodes.Where(node => node.Op == StructureOps.Parameter).Select(node => node.Name);

    private static void AssertDiff(IReadOnlyList<string> diff, params string[] expected)
        => Assert.Equal(expected.Order(StringComparer.Ordinal), diff.Order(StringComparer.Ordinal));
}
