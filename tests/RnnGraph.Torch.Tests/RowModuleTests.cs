using System.Numerics.Tensors;

namespace RnnGraph.Torch.Tests;

/// <summary>Embedding and Linear, which work on each row by itself.</summary>
public sealed class RowModuleTests
{
    public static TheoryData<string, Action> Wrong => new()
    {
        { "The inFeatures of nn.Linear is at least 1; 0 was given", () => _ = new Linear<float>(0, 2) },
        { "The outFeatures of nn.Linear is at least 1; -3 was given", () => _ = new Linear<float>(2, -3) },
        { "The numEmbeddings of nn.Embedding is at least 1; 0 was given", () => _ = new Embedding<float>(0, 2) },
        { "The embeddingDim of nn.Embedding is at least 1; 0 was given", () => _ = new Embedding<float>(2, 0) },
        { "x of nn.Linear is [..., in_features] with in_features 3; [2, 4] was given", () => new Linear<float>(3, 2).Run(Tensor.Create(new float[8], [2, 4])) },
        { "nn.Embedding has no parameter 'bias' here. It has: weight.", () => new Embedding<float>(3, 2).Parameters.Read("bias", []) },
        { "'weight' is [3, 2], 6 values; 5 were given", () => new Embedding<float>(3, 2).Parameters.Write("weight", new float[5]) },
        { "Expected each module once, given 'a' twice", () => _ = new StateDict<float> { { "a", new Embedding<float>(3, 2).Parameters }, { "a", new Linear<float>(3, 2).Parameters } } },
        { "The model has no parameter 'a.b' here. It has: a.weight.", () => new StateDict<float> { { "a", new Embedding<float>(3, 2).Parameters } }.Shape("a.b") },
        { "3", () => new Embedding<float>(3, 2).Run(Tensor.Create([1, 3], [2])) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void The_message_says_what_to_do(string expected, Action run) => Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(run).Message, StringComparison.Ordinal);

    [Fact]
    public void They_compute_in_float_or_double()
    {
        Assert.Contains("nn.Linear computes in float or double; Half was given", Assert.Throws<NotSupportedException>(() => new Linear<Half>(1, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("nn.Embedding computes in float or double; Half was given", Assert.Throws<NotSupportedException>(() => new Embedding<Half>(1, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_shape_runs_row_by_row()
    {
        var linear = new Linear<double>(2, 3);
        linear.Parameters.Write("weight", [1, 2, 3, 4, 5, 6]);
        linear.Parameters.Write("bias", [10, 20, 30]);
        var y = linear.Run(Tensor.Create<double>([1, 0, 0, 1, 1, 1, 2, -1], [2, 2, 2]));
        Assert.Equal([2, 2, 3], y.Lengths.ToArray());
        Assert.Equal([11, 23, 35, 12, 24, 36, 13, 27, 41, 10, 22, 34], Flat(y));
        Assert.Equal([0, 3], new Linear<float>(2, 3).Run(Tensor.Create(Array.Empty<float>(), [0, 2])).Lengths.ToArray());

        var unbiased = new Linear<float>(2, 1, bias: false);
        Assert.Equal(["weight"], unbiased.Parameters.Names);
        unbiased.Parameters.Write("weight", [3, 4]);
        Assert.Equal([11f], Flat(unbiased.Run(Tensor.Create<float>([1, 2], [2]))));

        var embedding = new Embedding<float>(3, 2);
        embedding.Parameters.Write("weight", [1, 2, 3, 4, 5, 6]);
        var rows = embedding.Run(Tensor.Create([2, 0, 1, 2], [2, 2]));
        Assert.Equal([2, 2, 2], rows.Lengths.ToArray());
        Assert.Equal([5, 6, 1, 2, 3, 4, 5, 6], Flat(rows));
        Assert.Equal([0, 2], embedding.Run(Tensor.Create(Array.Empty<int>(), [0])).Lengths.ToArray());
    }

    [Fact]
    public void The_gradient_of_a_token_is_the_sum_over_where_it_stands()
    {
        var embedding = new Embedding<double>(4, 2);
        var workspace = embedding.CreateWorkspace(3);
        embedding.Forward(workspace, [2, 0, 2], new double[6]);
        var gradients = embedding.Network.CreateGradients();
        embedding.Backward(workspace, [1, 2, 3, 4, 5, 6], gradients);
        var weight = new double[8];
        embedding.Named(gradients).Read("weight", weight);
        Assert.Equal([3, 4, 0, 0, 6, 8, 0, 0], weight);
    }

    [Fact]
    public void They_start_as_torch_does()
    {
        var linear = new Linear<float>(100, 400);
        var weight = Values(linear, "weight");
        Assert.InRange(weight.Max(Math.Abs), 0.0999f, 0.1f); // ±1/√100, the largest of 40,000
        Assert.InRange(Values(linear, "bias").Max(Math.Abs), 0.095f, 0.1f);

        // Of 40,000 normal numbers, mean and mean square lie within four of their deviations, 1/200 and √2/200.
        var table = new float[40_000];
        new Embedding<float>(400, 100).Parameters.Read("weight", table);
        Assert.InRange(table.Average(), -0.02, 0.02);
        Assert.InRange(table.Average(value => value * value), 0.972, 1.028);
        Assert.InRange(table.Count(value => Math.Abs(value) < 0.6744898f), 19_600, 20_400); // half of them

        linear.Initialize(1);
        Assert.NotEqual(weight, Values(linear, "weight"));
    }

    private static float[] Values(Linear<float> linear, string name)
    {
        var values = new float[linear.Parameters[name].Size];
        linear.Parameters.Read(name, values);
        return values;
    }

    private static T[] Flat<T>(Tensor<T> tensor)
    {
        var values = new T[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
