using RnnGraph.Interpreting;
using RnnGraph.Ops;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Ops;

public class DerivativeTests
{
    private static readonly Dictionary<string, Func<Node[], Node>> Others = new(StringComparer.Ordinal)
    {
        ["sum"] = x => Sum(x[0]),
        ["mean"] = x => Mean(x[0]),
        ["max-of"] = x => Max(x[0]),
        ["expand"] = x => Expand(Sum(x[0] * x[0]), 5),
    };

    // Two ops change the gradient and not the value; they have their own test.
    public static TheoryData<string> ElementwiseNames
        => [.. OpTable.All.OfType<ElementwiseRow>().Except([ElementwiseOps.StopGradient, ElementwiseOps.ClipGradient]).Select(op => op.Name)];

    public static TheoryData<string> OtherNames => [.. Others.Keys];

    [Theory]
    [MemberData(nameof(ElementwiseNames))]
    public void An_elementwise_rule_agrees_with_central_differences(string name)
    {
        var op = (ElementwiseRow)OpTable.Find(name)!;
        var graph = OpCell.Around(op, [.. new[] { 0.25, 0.75 }.Take(op.NumberCount)], features: 40);
        var arguments = GraphArguments.Uniform(graph, steps: 2, batch: 2, seed: 3, range: 2);
        if (name is "log" or "log1p" or "sqrt" or "rsqrt" or "reciprocal" or "divide")
        {
            foreach (var values in arguments.Inputs.Values)
            {
                // Away from 0, where these have no finite derivative.
                Array.ConvertAll(values, value => 0.3 + Math.Abs(value)).CopyTo(values, 0);
            }
        }

        var worst = CentralDifferences.Compare(graph, arguments)[0];

        // Third derivatives up to 1e2 times the squared width of 1e-10.
        Assert.True(worst.Error < 1e-7, worst.ToString());
    }

    [Theory]
    [MemberData(nameof(OtherNames))]
    public void Another_rule_agrees_with_central_differences(string name)
    {
        var graph = OpCell.Around(1, 6, Others[name]);

        var worst = CentralDifferences.Compare(graph, GraphArguments.Uniform(graph, steps: 2, batch: 2, seed: 3))[0];

        Assert.True(worst.Error < 1e-8, worst.ToString());
    }

    [Theory]
    [InlineData("relu", new[] { 0.0 }, new double[0], new[] { 0.0 })]
    [InlineData("leaky-relu", new[] { 0.0 }, new[] { 0.25 }, new[] { 0.25 })]
    [InlineData("elu", new[] { 0.0 }, new[] { 0.75 }, new[] { 0.75 })]
    [InlineData("abs", new[] { 0.0 }, new double[0], new[] { 0.0 })]
    [InlineData("max", new[] { 2.0, 2.0 }, new double[0], new[] { 0.5, 0.5 })]
    [InlineData("min", new[] { 2.0, 2.0 }, new double[0], new[] { 0.5, 0.5 })]
    [InlineData("max", new[] { 2.0, 1.0 }, new double[0], new[] { 1.0, 0.0 })]
    [InlineData("min", new[] { 2.0, 1.0 }, new double[0], new[] { 0.0, 1.0 })]
    [InlineData("clip", new[] { -1.0 }, new[] { -1.0, 1.0 }, new[] { 1.0 })]
    [InlineData("clip", new[] { 1.0 }, new[] { -1.0, 1.0 }, new[] { 1.0 })]
    [InlineData("clip", new[] { 1.5 }, new[] { -1.0, 1.0 }, new[] { 0.0 })]
    [InlineData("hard-sigmoid", new[] { 2.0 }, new[] { 0.25, 0.5 }, new[] { 0.0 })]
    [InlineData("hard-sigmoid", new[] { -2.0 }, new[] { 0.25, 0.5 }, new[] { 0.0 })]
    [InlineData("hard-sigmoid", new[] { 0.0 }, new[] { 0.25, 0.5 }, new[] { 0.25 })]
    [InlineData("greater-than", new[] { 1.0, 1.0 }, new double[0], new[] { 0.0, 0.0 })]
    [InlineData("sign", new[] { 0.0 }, new double[0], new[] { 0.0 })]
    [InlineData("select", new[] { 0.0, 3.0, 4.0 }, new double[0], new[] { 0.0, 0.0, 1.0 })]
    [InlineData("select", new[] { 1.0, 3.0, 4.0 }, new double[0], new[] { 0.0, 1.0, 0.0 })]
    public void A_kink_has_the_derivative_that_the_rule_states(string name, double[] operands, double[] numbers, double[] expected)
    {
        var graph = OpCell.Around((ElementwiseRow)OpTable.Find(name)!, numbers, features: 1);

        var (_, gradients) = OpCell.At(graph, [.. operands.Select(value => new[] { value })]);

        Assert.Equal(expected, gradients.Select(gradient => gradient[0]));
    }

    [Fact]
    public void A_stopped_gradient_is_0_and_a_clipped_one_within_its_limit()
    {
        var (value, gradients) = OpCell.At(OpCell.Around(1, 4, x => (3f * StopGradient(x[0])) + x[0] + (ClipGradient(x[0] * 1f, 0.25f) * 2f)), [1, -2, 3, 0]);
        var (_, small) = OpCell.At(OpCell.Around(1, 2, x => ClipGradient(x[0], 0.25f) * -0.125f), [1, 2]);
        var (_, negative) = OpCell.At(OpCell.Around(1, 2, x => ClipGradient(x[0], 0.25f) * -0.5f), [1, 2]);

        Assert.Equal([6, -12, 18, 0], value);
        Assert.Equal([1.25, 1.25, 1.25, 1.25], gradients[0]);
        Assert.Equal([-0.125, -0.125], small[0]);
        Assert.Equal([-0.25, -0.25], negative[0]);
    }

    [Fact]
    public void Functions_made_of_others_are_what_their_summaries_say()
    {
        double[] At(Func<Node, Node> f, params double[] x) => OpCell.At(OpCell.Around(1, x.Length, y => f(y[0])), x).Value;

        Assert.Equal([0, 0, 1.5], At(x => ThresholdedRelu(x), -2, 1, 1.5));
        Assert.Equal([2 * Math.Tanh(0.25)], At(x => ScaledTanh(x, 2, 0.5f), 0.5));
        Assert.Equal([2.5], At(x => Affine(x, 0.5f, 2f), 1));
        Assert.Equal([2 / (1 + Math.Exp(-2))], At(Silu, 2));
        Assert.Equal([1, 0, 0], At(x => LessThan(x, 2f), 1, 2, 3));
        Assert.Equal([0, 1, 0], At(x => Equal(x, 2f), 1, 2, 3));
        Assert.Equal([0, 1, 0], At(x => Equal(x, LessThan(x, 2f)), 2, 1, 3));
        Assert.Equal([-1, 0, 1], At(Sign, -3, 0, 2));
        Assert.Equal([5, 2, 3], At(x => Select(LessThan(x, 2f), 5f, x), 1, 2, 3));
        Assert.Equal([1, 5, 5], At(x => Select(LessThan(x, 2f), x, 5f), 1, 2, 3));
    }

    [Fact]
    public void The_largest_features_share_the_gradient()
    {
        var (value, gradients) = OpCell.At(OpCell.Around(1, 4, x => Max(x[0])), [1, 3, 3, 2]);

        Assert.Equal([3.0], value);
        Assert.Equal([0, 0.5, 0.5, 0], gradients[0]);
    }
}
