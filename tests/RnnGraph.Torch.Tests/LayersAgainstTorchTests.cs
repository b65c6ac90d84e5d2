namespace RnnGraph.Torch.Tests;

/// <summary>Our layers against PyTorch's modules with the same weights: outputs, final states and every gradient.</summary>
public sealed class LayersAgainstTorchTests
{
    public static TheoryData<string> Files => new(LayerVectors.Names);

    [Theory]
    [MemberData(nameof(Files))]
    public void Float(string file)
    {
        var vectors = LayerVectors.Load(file);
        LayerRun.AssertEqual(LayerRun.Expected(vectors), LayerRun.Execute<float>(vectors), LayerRun.SingleTolerance, file);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Double(string file)
    {
        var vectors = LayerVectors.Load(file);
        LayerRun.AssertEqual(LayerRun.Expected(vectors), LayerRun.Execute<double>(vectors), LayerRun.DoubleTolerance, file);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_number_of_threads_changes_no_bit(string file)
    {
        var vectors = LayerVectors.Load(file);
        LayerRun.AssertEqual(LayerRun.Execute<float>(vectors), LayerRun.Execute<float>(vectors, threads: 2), 0, file);
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
}
