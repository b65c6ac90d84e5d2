using System.Numerics;

namespace RnnGraph.Torch.Tests;

/// <summary>A training run of our layers over the data of a file: everything that comes out, as named tensors in double.</summary>
internal static class LayerRun
{
    /// <summary>Sums of at most some hundred terms, each rounded to 1.1e-16, through at most 6 steps and 3 layers: a thousand roundings of a tensor's largest magnitude would give 1.1e-13.</summary>
    public const double DoubleTolerance = 1e-12;

    /// <summary>The same with roundings of 6e-8; a few dozen of them are left after those that cancel.</summary>
    public const double SingleTolerance = 1e-5;

    /// <summary>What PyTorch gave.</summary>
    public static Dictionary<string, double[]> Expected(LayerVectors vectors)
    {
        var tensors = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = vectors.Y, ["dx"] = vectors.Dx };
        foreach (var (name, values) in vectors.Final)
            tensors["final " + name] = values;
        foreach (var (name, values) in vectors.Dinitial)
            tensors["d initial " + name] = values;
        foreach (var (name, values) in vectors.Dparameters)
            tensors["d " + name] = values;
        return tensors;
    }

    /// <summary>Our layers with the file's parameters.</summary>
    public static RecurrentLayers<T> Layers<T>(LayerVectors vectors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layers = vectors.Options.Make<T>(vectors.Module);
        foreach (var (name, values) in vectors.Parameters)
            layers.Parameters.Write(name, Cast<T>(values));
        return layers;
    }

    /// <summary>Runs forward and backward. The workspace is filled by another run first, so that nothing may rest on fresh memory.</summary>
    public static Dictionary<string, double[]> Execute<T>(LayerVectors vectors, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layers = Layers<T>(vectors);
        var workspace = layers.CreateWorkspace(vectors.Steps, vectors.Batch, threads: threads);
        var y = new T[vectors.Y.Length];
        var dx = new T[vectors.X.Length];
        layers.Forward(workspace, Cast<T>(vectors.Dx), y);
        layers.Backward(workspace, Cast<T>(vectors.Y), dx, null, layers.CreateGradients());

        var state = State(layers, vectors.Batch, vectors.Initial);
        var dState = State(layers, vectors.Batch, vectors.Dfinal);
        var gradients = layers.CreateGradients();
        (workspace.Seed, workspace.Draw) = (vectors.Seed, vectors.Draw);
        layers.Forward(workspace, Cast<T>(vectors.X), y, state, vectors.Lengths);
        layers.Backward(workspace, Cast<T>(vectors.Dy), dx, dState, gradients);

        var tensors = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = Widen(y), ["dx"] = Widen(dx) };
        foreach (var name in state.Names)
        {
            tensors["final " + name] = Read<T>(vectors.Final[name].Length, values => state.Read(name, values));
            tensors["d initial " + name] = Read<T>(vectors.Final[name].Length, values => dState.Read(name, values));
        }

        foreach (var parameter in layers.Parameters)
            tensors["d " + parameter.Name] = Read<T>(parameter.Size, values => gradients.Read(parameter.Name, values));
        return tensors;
    }

    /// <summary>A state with these values.</summary>
    public static LayerState<T> State<T>(RecurrentLayers<T> layers, int batch, Dictionary<string, double[]> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var state = layers.CreateState(batch);
        foreach (var (name, given) in values)
            state.Write(name, Cast<T>(given));
        return state;
    }

    public static T[] Cast<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(values, T.CreateTruncating);

    public static double[] Widen<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(values, double.CreateTruncating);

    /// <summary>Every tensor is met within <paramref name="tolerance"/> of its largest magnitude.</summary>
    public static void AssertEqual(Dictionary<string, double[]> expected, Dictionary<string, double[]> actual, double tolerance, string about)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, values) in expected)
        {
            Assert.Equal(values.Length, actual[name].Length);
            var largest = values.Max(Math.Abs);
            for (var i = 0; i < values.Length; i++)
            {
                var difference = Math.Abs(values[i] - actual[name][i]);
                Assert.True(difference <= tolerance * largest, $"{about}, {name}[{i}]: expected {values[i]}, given {actual[name][i]}, off by {difference / largest:g3} of the largest magnitude");
            }
        }
    }

    private static double[] Read<T>(int length, Action<T[]> read)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[length];
        read(values);
        return Widen(values);
    }
}
