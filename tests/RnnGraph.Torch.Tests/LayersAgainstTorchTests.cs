namespace RnnGraph.Torch.Tests;

/// <summary>Our layers against PyTorch's modules with the same weights: outputs, final states and every gradient.</summary>
public sealed class LayersAgainstTorchTests
{
    /// <summary>Sums of at most some hundred terms, each rounded to 1.1e-16, through at most 6 steps and 3 layers: a thousand roundings of a tensor's largest magnitude would give 1.1e-13.</summary>
    private const double DoubleTolerance = 1e-12;

    /// <summary>The same with roundings of 6e-8; a few dozen of them are left after those that cancel.</summary>
    private const double SingleTolerance = 1e-5;

    public static TheoryData<string> Files => new(LayerVectors.Names);

    [Theory]
    [MemberData(nameof(Files))]
    public void Float(string file)
    {
        var vectors = LayerVectors.Load(file);
        AssertEqual(LayerRun.Expected(vectors), LayerRun.Execute<float>(vectors), SingleTolerance, file);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Double(string file)
    {
        var vectors = LayerVectors.Load(file);
        AssertEqual(LayerRun.Expected(vectors), LayerRun.Execute<double>(vectors), DoubleTolerance, file);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_number_of_threads_changes_no_bit(string file)
    {
        var vectors = LayerVectors.Load(file);
        AssertEqual(LayerRun.Execute<float>(vectors), LayerRun.Execute<float>(vectors, threads: 2), 0, file);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Parameters_have_torchs_names_shapes_and_order(string file)
    {
        var vectors = LayerVectors.Load(file);
        var parameters = vectors.Options.Make<float>(vectors.Module).Parameters;
        Assert.Equal(vectors.Shapes.Select(shape => (shape.Key, string.Join(' ', shape.Value))), parameters.Select(parameter => (parameter.Name, string.Join(' ', parameter.Shape))));
    }

    [Fact]
    public void All_kinds_of_module_are_among_the_files()
    {
        var all = LayerVectors.Names.Select(LayerVectors.Load).ToList();
        foreach (var module in new[] { "RNN", "LSTM", "GRU" })
        {
            var own = all.Where(vectors => vectors.Module == module).ToList();
            Assert.Contains(own, vectors => !vectors.Options.Bias);
            Assert.Contains(own, vectors => vectors.Options.Bidirectional);
            Assert.Contains(own, vectors => vectors.Options.NumLayers > 1);
            Assert.Contains(own, vectors => vectors.Lengths is not null && !vectors.Lengths.SequenceEqual(vectors.Lengths.OrderDescending()));
        }
    }

    /// <summary>Every tensor is met within <paramref name="tolerance"/> of its largest magnitude.</summary>
    private static void AssertEqual(Dictionary<string, double[]> expected, Dictionary<string, double[]> actual, double tolerance, string about)
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
}
