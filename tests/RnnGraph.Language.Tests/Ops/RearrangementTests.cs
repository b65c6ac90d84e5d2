using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Ops;
using RnnGraph.Text;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Ops;

public class RearrangementTests
{
    // What each makes of the features 1, 2, 3, … of its inputs of three (or six) features each.
    private static readonly Dictionary<string, (int Operands, int Features, Func<Node[], Node> Op, double[] Value)> Cases = new(StringComparer.Ordinal)
    {
        ["concat"] = (2, 3, x => Concat(x[0], x[1]), [1, 2, 3, 4, 5, 6]),
        ["concat of one"] = (1, 3, x => Concat(x[0]), [1, 2, 3]),
        ["concat of unequal parts"] = (2, 3, x => Concat(x[0], Sum(x[1]), x[0] + x[1]), [1, 2, 3, 15, 5, 7, 9]),
        ["concat of one value twice"] = (1, 2, x => Concat(x[0], x[0]), [1, 2, 1, 2]),
        ["slice"] = (1, 6, x => Slice(x[0], 2, 3), [3, 4, 5]),
        ["slice of all"] = (1, 3, x => Slice(x[0], 0, 3), [1, 2, 3]),
        ["slices that overlap"] = (1, 6, x => Slice(x[0], 0, 4) * Slice(x[0], 2, 4), [3, 8, 15, 24]),
        ["pad"] = (1, 2, x => x[0].Recording.Make(RearrangementOps.Pad, [x[0]], declared: Shape.Vector(5), offset: 1), [0, 1, 2, 0, 0]),
        ["repeat-each"] = (1, 3, x => RepeatEach(x[0], 2), [1, 1, 2, 2, 3, 3]),
        ["tile"] = (1, 3, x => Tile(x[0], 2), [1, 2, 3, 1, 2, 3]),
        ["sum-each"] = (1, 6, x => SumEach(x[0], 2), [3, 7, 11]),
        ["sum-tiles"] = (1, 6, x => SumTiles(x[0], 2), [9, 12]),
        ["outer"] = (2, 2, x => Outer(x[0], x[1]), [3, 4, 6, 8]),
        ["dot"] = (2, 3, x => Dot(x[0], x[1]), [32]),
        ["matrix times vector"] = (1, 6, x => MatrixVector(x[0], Slice(x[0], 0, 3)), [14, 32]),
        ["vector times matrix"] = (1, 6, x => VectorMatrix(Slice(x[0], 0, 2), x[0]), [9, 12, 15]),
        ["variance"] = (1, 6, x => Variance(x[0]), [35.0 / 12]),
        ["softmax"] = (1, 3, x => Softmax(x[0]), [0.090030573170380458, 0.24472847105479767, 0.66524095577482178]),
        ["log-sum-exp"] = (1, 3, x => LogSumExp(x[0]), [3.4076059644443806]),
        ["log-softmax"] = (1, 3, x => LogSoftmax(x[0]), [-2.4076059644443806, -1.4076059644443806, -0.40760596444438058]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rearrangement_moves_what_it_says(string name)
    {
        var (operands, features, op, expected) = Cases[name];
        var graph = OpCell.Around(operands, features, op);

        var (value, _) = OpCell.At(graph, [.. Enumerable.Range(0, operands).Select(i => Enumerable.Range(1, features).Select(feature => (double)((i * features) + feature)).ToArray())]);

        Assert.Equal(expected.Length, value.Length);
        Assert.All(expected.Zip(value), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_agrees_with_central_differences(string name)
    {
        var (operands, features, op, _) = Cases[name];
        var graph = OpCell.Around(operands, features, op);

        var worst = CentralDifferences.Compare(graph, GraphArguments.Uniform(graph, steps: 3, batch: 3, seed: 3, lengths: [3, 0, 2]))[0];

        Assert.True(worst.Error < 1e-8, worst.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_parses_back(string name)
    {
        var (operands, features, op, _) = Cases[name];
        var text = GraphText.Print(Differentiating.Differentiation.Differentiate(OpCell.Around(operands, features, op)));

        Assert.Equal(text, GraphText.Print(GraphText.Parse(text)));
    }

    [Fact]
    public void Derivatives_of_the_pairs_are_each_other()
    {
        (double[] Value, double[][] Gradients) At(string name, params double[] x) => OpCell.At(OpCell.Around(1, x.Length, Cases[name].Op), x);

        Assert.Equal([2, 2, 2], At("repeat-each", 1, 2, 3).Gradients[0]);
        Assert.Equal([0, 0, 1, 1, 1, 0], At("slice", 1, 2, 3, 4, 5, 6).Gradients[0]);
        Assert.Equal([1, 1], At("pad", 1, 2).Gradients[0]);
        Assert.Equal([3, 4, 6, 8, 3, 4], At("slices that overlap", 1, 2, 3, 4, 5, 6).Gradients[0]);
    }

    [Fact]
    public void Parameters_are_rearranged_outside_the_scan()
    {
        var graph = Recording.Bound(
            (cell, input, hidden) =>
            {
                var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
                var spread = RepeatEach(cell.Parameter("short", hidden / 2), 2) * Slice(cell.Parameter("long", hidden + 3), 3, hidden);
                cell.Next(h, Tanh(cell.Affine("n", hidden, x, h) * Concat(Slice(spread, 2, 2), Slice(h, 0, 2))));
                cell.Output("y", h.Next);
            },
            input: 2,
            hidden: 4);

        Assert.Contains("  h.next.1 = repeat-each(short) [4]\n", GraphText.Print(graph), StringComparison.Ordinal);
        Assert.All(CentralDifferences.Compare(graph, GraphArguments.Uniform(graph, 3, 2, seed: 9)), difference => Assert.True(difference.Error < 1e-8, difference.ToString()));
    }
}
