using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Ops;
using RnnGraph.Text;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests;

/// <summary>
/// Edits that people make every day, each with the lines of the canonical text that it may touch. What is not a parameter that was added keeps its key,
/// so checkpoints keep loading.
/// </summary>
public class OrdinaryEditTests
{
    [Fact]
    public void Renaming_a_local_changes_nothing()
        => Assert.Empty(Diff((cell, input, hidden) =>
        {
            var tokens = cell.Input("x", input);
            var h = cell.State("h", hidden);
            var c = cell.State("c", hidden);
            var write = Sigmoid(cell.Affine("i", hidden, tokens, h));
            var keep = Sigmoid(cell.Affine("f", hidden, tokens, h, bias: 1f));
            var candidate = Tanh(cell.Affine("g", hidden, tokens, h));
            var show = Sigmoid(cell.Affine("o", hidden, tokens, h));
            var memory = (keep * c) + (write * candidate);
            cell.Next(c, memory);
            cell.Next(h, show * Tanh(memory));
            cell.Output("y", h.Next);
            cell.Tap("forget", keep);
        }));

    [Fact]
    public void Extracting_a_helper_changes_nothing()
        => Assert.Empty(Diff((cell, input, hidden) =>
        {
            var (x, h, c) = (cell.Input("x", input), cell.State("h", hidden), cell.State("c", hidden));
            Node Gate(string name, float bias = 0f) => Sigmoid(cell.Affine(name, hidden, x, h, bias));
            var (i, f) = (Gate("i"), Gate("f", 1f));
            var g = Tanh(cell.Affine("g", hidden, x, h));
            Finish(cell, h, c, f, i, g, Gate("o"));
        }));

    [Fact]
    public void Swapping_operands_touches_the_two_products()
        => AssertDiff(
            Diff((cell, input, hidden) => Edited(cell, input, hidden, next: (f, c, i, g) => (i * g) + (f * c))),
            "-c.next.1 = multiply(f, c.previous) [hidden]",
            "-c.next.2 = multiply(i, g) [hidden]",
            "+c.next.1 = multiply(i, g) [hidden]",
            "+c.next.2 = multiply(f, c.previous) [hidden]");

    [Fact]
    public void Adding_a_tap_adds_two_lines()
        => AssertDiff(
            Diff((cell, input, hidden) => Edited(cell, input, hidden, after: (_, i) => cell.Tap("write", i))),
            "+i.steps = stack(scan, i) [hidden]",
            "+tap write = i.steps");

    [Fact]
    public void Adding_a_peephole_adds_its_parameter_and_renumbers_its_gate()
        => AssertDiff(
            Diff((cell, input, hidden) => Edited(cell, input, hidden, gate: (affine, c) => affine + cell.Diagonal("i", c))),
            "+i.p = parameter [hidden] uniform",
            "-i = sigmoid(i.4) [hidden]",
            "+i.5 = multiply(i.p, c.previous) [hidden]",
            "+i.6 = add(i.4, i.5) [hidden]",
            "+i = sigmoid(i.6) [hidden]");

    [Fact]
    public void Inserting_a_term_first_renumbers_its_own_gate_alone()
    {
        var diff = Diff((cell, input, hidden) => Edited(cell, input, hidden, insertFirst: c => cell.Diagonal("i", c)));

        Assert.All(diff, line => Assert.Matches("^[-+]i[. ]", line));
        Assert.Equal(5, diff.Count(line => line[0] == '-'));
        Assert.Equal(8, diff.Count(line => line[0] == '+'));
    }

    [Fact]
    public void Another_initial_bias_touches_one_line()
        => AssertDiff(
            Diff((cell, input, hidden) => Edited(cell, input, hidden, bias: 2f)),
            "-f.b = parameter [hidden] constant 1",
            "+f.b = parameter [hidden] constant 2");

    [Fact]
    public void Another_activation_touches_one_line()
        => AssertDiff(
            Diff((cell, input, hidden) => Edited(cell, input, hidden, squash: Softsign)),
            "-g = tanh(g.4) [hidden]",
            "+g = softsign(g.4) [hidden]");

    [Fact]
    public void Naming_a_value_touches_the_lines_that_hold_it()
        => AssertDiff(
            Diff((cell, input, hidden) => Edited(cell, input, hidden, next: (f, c, i, g) => (f * c).As("kept") + (i * g))),
            "-c.next.1 = multiply(f, c.previous) [hidden]",
            "-c.next.2 = multiply(i, g) [hidden]",
            "-c.next = add(c.next.1, c.next.2) [hidden]",
            "+kept = multiply(f, c.previous) [hidden]",
            "+c.next.1 = multiply(i, g) [hidden]",
            "+c.next = add(kept, c.next.1) [hidden]");

    [Fact]
    public void Removing_a_gate_removes_its_lines_and_touches_its_reader()
    {
        var diff = Diff((cell, input, hidden) => Edited(cell, input, hidden, next: (f, c, _, g) => (f * c) + ((1 - f) * g), withoutI: true));

        Assert.All(diff, line => Assert.Matches(@"^(-i[. ]|[-+]c\.next)", line));
        Assert.Equal(3 + 5, diff.Count(line => line.StartsWith("-i", StringComparison.Ordinal)));
    }

    [Fact]
    public void Reordering_independent_statements_moves_their_lines_and_renames_nothing()
    {
        var diff = Diff((cell, input, hidden) =>
        {
            var (x, h, c) = (cell.Input("x", input), cell.State("h", hidden), cell.State("c", hidden));
            var f = Sigmoid(cell.Affine("f", hidden, x, h, bias: 1f));
            var i = Sigmoid(cell.Affine("i", hidden, x, h));
            var g = Tanh(cell.Affine("g", hidden, x, h));
            Finish(cell, h, c, f, i, g, Sigmoid(cell.Affine("o", hidden, x, h)));
        });

        string[] Lines(char mark) => [.. diff.Where(line => line[0] == mark).Select(line => line[1..]).Order(StringComparer.Ordinal)];
        Assert.Equal(Lines('-'), Lines('+'));
        Assert.Equal(3 + 5, Lines('-').Length);
    }

    private static void Finish(CellBuilder cell, Node h, Node c, Node f, Node i, Node g, Node o)
    {
        cell.Next(c, (f * c) + (i * g));
        cell.Next(h, o * Tanh(c.Next));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }

    private static void Edited(
        CellBuilder cell,
        Size input,
        Size hidden,
        Func<Node, Node, Node, Node, Node>? next = null,
        Action<Node, Node>? after = null,
        Func<Node, Node, Node>? gate = null,
        Func<Node, Node>? insertFirst = null,
        float bias = 1f,
        Func<Node, Node>? squash = null,
        bool withoutI = false)
    {
        var (x, h, c) = (cell.Input("x", input), cell.State("h", hidden), cell.State("c", hidden));
        var i = withoutI ? x : Sigmoid(WriteGate());
        var f = Sigmoid(cell.Affine("f", hidden, x, h, bias: bias));
        var g = (squash ?? Tanh)(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var cNew = next is null ? (f * c) + (i * g) : next(f, c, i, g);
        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
        after?.Invoke(f, i);

        Node WriteGate()
        {
            if (insertFirst is not null)
            {
                return insertFirst(c) + cell.Affine("i", hidden, x, h);
            }

            var affine = cell.Affine("i", hidden, x, h);
            return gate is null ? affine : gate(affine, c);
        }
    }

    private static IReadOnlyList<string> Diff(Action<CellBuilder, Size, Size> edited)
    {
        var (before, after) = (Recording.Symbolic(Lstm.Define), Recording.Symbolic(edited));
        Assert.DoesNotContain(Keys(before).Except(Keys(after), StringComparer.Ordinal), key => !key.StartsWith("i.", StringComparison.Ordinal));
        return TextDiff.Between(GraphText.Print(before), GraphText.Print(after));
    }

    private static IEnumerable<string> Keys(Graph graph) => graph.Nodes.Where(node => node.Op == StructureOps.Parameter).Select(node => node.Name);

    private static void AssertDiff(IReadOnlyList<string> diff, params string[] expected)
        => Assert.Equal(expected.Order(StringComparer.Ordinal), diff.Order(StringComparer.Ordinal));
}
