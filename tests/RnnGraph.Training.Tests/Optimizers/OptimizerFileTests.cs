using RnnGraph.Files;

namespace RnnGraph.Training.Tests.Optimizers;

/// <summary>Files of optimisers: their keys, and what is refused.</summary>
public sealed class OptimizerFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DenseNetworkDouble cell = new(2, 2);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_keys_name_optimiser_memory_and_parameter()
    {
        Assert.Equal(["adam.m.y.W", "adam.m.y.b", "adam.v.y.W", "adam.v.y.b"], Keys(new Adam<double>(new AdamSettings(0.1), cell)));
        Assert.Equal(["adamw.m.0.y.W", "adamw.m.0.y.b", "adamw.m.1.y.W", "adamw.m.1.y.b", "adamw.v.0.y.W", "adamw.v.0.y.b", "adamw.v.1.y.W", "adamw.v.1.y.b"],
            Keys(new AdamW<double>(new AdamSettings(0.1), cell, new DenseNetworkDouble(1, 1))));
        Assert.Equal([], Keys(new Sgd<double>(new SgdSettings(0.1), cell)));
        Assert.Equal(["sgd.velocity.y.W", "sgd.velocity.y.b"], Keys(new Sgd<double>(new SgdSettings(0.1, Momentum: 0.5), cell)));
        Assert.Equal(["rmsprop.mean.y.W", "rmsprop.mean.y.b", "rmsprop.square.y.W", "rmsprop.square.y.b"], Keys(new RmsProp<double>(new RmsPropSettings(0.1, Centered: true), cell)));
    }

    [Fact]
    public void Another_optimiser_or_constant_or_cell_is_refused()
    {
        var path = folder.File("optimizer");
        new Adam<double>(new AdamSettings(0.1, Beta2: 0.99), cell).Save(path);
        Assert.Equal($"{path}: the checkpoint is of a run with other settings; optimizer beta 2: expected 0.99, given 0.999",
            Assert.Throws<TensorFileException>(() => new Adam<double>(new AdamSettings(0.1), cell).Load(path)).Message);
        Assert.Contains("optimizer: expected adam, given adamw",
            Assert.Throws<TensorFileException>(() => new AdamW<double>(new AdamSettings(0.1, Beta2: 0.99), cell).Load(path)).Message, StringComparison.Ordinal);
        Assert.Throws<TensorFileException>(() => new Adam<double>(new AdamSettings(0.1, Beta2: 0.99), new DenseNetworkDouble(3, 2)).Load(path));
    }

    [Theory]
    [InlineData(null, "expected 'learning rate of the next step' in the metadata, the file has none")]
    [InlineData("soon", "'learning rate of the next step': expected a number, given 'soon'")]
    [InlineData("-0.5", "'learning rate of the next step': expected a finite number of 0 or more, given -0.5")]
    [InlineData("NaN", "'learning rate of the next step': expected a finite number of 0 or more, given NaN")]
    public void A_file_without_a_learning_rate_is_refused_and_nothing_changes(string? rate, string problem)
    {
        var path = folder.File("optimizer");
        var writer = new TensorFileWriter();
        var sgd = new Sgd<double>(new SgdSettings(0.1), cell);
        RunDescription.Write(OptimizerFile.Description(sgd), writer);
        writer.SetMetadata("optimizer steps", "3");
        if (rate is not null)
            writer.SetMetadata("learning rate of the next step", rate);
        writer.Save(path);

        Assert.Equal($"{path}: {problem}", Assert.Throws<TensorFileException>(() => sgd.Load(path)).Message);
        Assert.Equal((0, 0.1), (sgd.Steps, sgd.LearningRate));
    }

    private IEnumerable<string> Keys(Optimizer<double> optimizer)
    {
        optimizer.Save(folder.File("keys"));
        using var reader = TensorFileReader.Open(folder.File("keys"));
        return [.. reader.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal)];
    }
}
