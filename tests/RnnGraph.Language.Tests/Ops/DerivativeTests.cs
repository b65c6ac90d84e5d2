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

    public static TheoryData<string> ElementwiseNames => [.. OpTable.All.OfType<ElementwiseRow>().Select(op => op.Name)];

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
    public void The_largest_features_share_the_gradient()
    {
        var (value, gradients) = OpCell.At(OpCell.Around(1, 4, x => Max(x[0])), [1, 3, 3, 2]);

        Assert.Equal([3.0], value);
        Assert.Equal([0, 0.5, 0.5, 0], gradients[0]);
    }
}
