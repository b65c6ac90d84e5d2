using System.Numerics;

namespace RnnGraph.Training.Tests.Optimizers;

/// <summary>Fifteen steps of every optimiser against PyTorch's own numbers.</summary>
public sealed class OptimizersAgainstTorchTests : IDisposable
{
    /// <summary>The step at which the learning rate may change.</summary>
    private const int Later = 7;

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names => [.. OptimizerVectors.All.Keys];

    public void Dispose() => folder.Dispose();

    // PyTorch ran in double. Here a value of at most 2 is rounded a few times in each of 15 steps, 15 · 5 · 2 · 2⁻⁵³ = 2e-14, and √ and division in another order add as much.
    [Theory]
    [MemberData(nameof(Names))]
    public void In_double_the_steps_are_those_of_PyTorch(string name) => Follow<double>(name, new DenseNetworkDouble(3, 2), 1e-13);

    // As above with 2⁻²⁴: 1e-5.
    [Theory]
    [MemberData(nameof(Names))]
    public void In_float_the_steps_are_those_of_PyTorch(string name) => Follow<float>(name, new DenseNetwork(3, 2), 1e-5);

    [Theory]
    [MemberData(nameof(Names))]
    public void Saved_and_loaded_on_the_way_the_steps_have_the_same_bits(string name)
    {
        SaveAndLoad(name, Later);
        SaveAndLoad(name, Later + 2);
    }

    private void SaveAndLoad(string name, int after)
    {
        var vectors = OptimizerVectors.All[name];
        var (whole, first, second) = (new DenseNetworkDouble(3, 2), new DenseNetworkDouble(3, 2), new DenseNetworkDouble(3, 2));
        Steps(vectors, vectors.Create<double>(whole), whole, 0, 15);

        var stopped = vectors.Create<double>(first);
        Steps(vectors, stopped, first, 0, after);
        stopped.Save(folder.File("optimizer"));
        var resumed = vectors.Create<double>(second);
        resumed.Load(folder.File("optimizer"));
        Assert.Equal(after, resumed.Steps);
        second.Parameters.CopyFrom(first.Parameters);
        Steps(vectors, resumed, second, after, 15);

        Assert.Equal(whole.Parameters.Values.ToArray(), second.Parameters.Values.ToArray());
    }

    private static void Follow<T>(string name, ITrainable<T> cell, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var vectors = OptimizerVectors.All[name];
        Assert.Equal(15 * 8, vectors.Values.Length);
        var optimizer = vectors.Create(cell);
        for (var step = 0; step < 15; step++)
        {
            Steps(vectors, optimizer, cell, step, step + 1);
            var values = Read(cell);
            for (var i = 0; i < values.Length; i++)
                Assert.Equal(vectors.Values[(step * 8) + i], double.CreateTruncating(values[i]), tolerance);
        }

        Assert.Equal(8, cell.Parameters.Values.ToArray().Count(value => value != T.Zero)); // padding stays 0
    }

    private static void Steps<T>(OptimizerVectors vectors, Optimizer<T> optimizer, ITrainable<T> cell, int from, int until)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (from == 0)
        {
            cell.Parameters.Write("y.W", Of(vectors.Start, 0, 6));
            cell.Parameters.Write("y.b", Of(vectors.Start, 6, 2));
        }

        var gradients = cell.CreateGradients();
        for (var step = from; step < until; step++)
        {
            if (step == Later)
                optimizer.LearningRate = vectors.Later ?? optimizer.LearningRate;
            gradients.Write("y.W", Of(vectors.Gradients, step * 8, 6));
            gradients.Write("y.b", Of(vectors.Gradients, (step * 8) + 6, 2));
            optimizer.Step([gradients]);
        }

        T[] Of(double[] values, int at, int count) => [.. values.Skip(at).Take(count).Select(T.CreateTruncating)];
    }

    private static T[] Read<T>(ITrainable<T> cell)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[8];
        cell.Parameters.Read("y.W", values.AsSpan(0, 6));
        cell.Parameters.Read("y.b", values.AsSpan(6));
        return values;
    }
}
