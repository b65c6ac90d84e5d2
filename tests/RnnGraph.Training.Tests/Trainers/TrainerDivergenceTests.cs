namespace RnnGraph.Training.Tests.Trainers;

/// <summary>Losses and gradients that are not finite stop a run before they spoil it.</summary>
public sealed class TrainerDivergenceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_parameter_that_is_no_number_is_named_with_the_step_and_the_last_good_checkpoint()
    {
        var path = folder.File("run");
        var trainer = NoisyRun.Create(settings: NoisyRun.Settings with { Checkpoint = path, CheckpointEvery = 2 });
        trainer.Run(3);
        var saved = File.ReadAllBytes(path);
        var good = trainer.Network.Parameters.Values.ToArray();
        Spoil(trainer, "head.b");
        var before = trainer.Network.Parameters.Values.ToArray();

        var error = Assert.Throws<TrainingDivergedException>(() => trainer.Run(10));

        Assert.Equal((4, "head.b", path), ((int)error.Step, error.Tensor, error.Checkpoint));
        Assert.Equal($"step 4: the loss is not a number, first in 'head.b'; a smaller learning rate may help; the last good checkpoint is {path}", error.Message);
        Assert.Equal(before, trainer.Network.Parameters.Values.ToArray());
        Assert.Throws<InvalidOperationException>(() => TrainerCheckpoint.Save(trainer, path));
        Assert.Equal(saved, File.ReadAllBytes(path));

        TrainerCheckpoint.Load(trainer, path); // it goes on from there
        Assert.Equal(2, trainer.Updates);
        trainer.Run(3);
        Assert.Equal(good, trainer.Network.Parameters.Values.ToArray());
    }

    [Fact]
    public void An_input_that_is_no_number_shows_in_the_loss()
    {
        var network = new SeriesTeller(2);
        var source = new Series([0, 1, 2, float.NaN]);
        var error = Assert.Throws<TrainingDivergedException>(() => new Trainer<float>(network, source, new Sgd<float>(new(0.1), network)).Run(1));
        Assert.Equal((1, "error"), ((int)error.Step, error.Tensor));
        Assert.Null(error.Checkpoint);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0.5)] // to which an infinite value would be limited
    public void A_gradient_that_overflows_is_named_though_the_loss_is_finite(double clipValue)
    {
        var network = new SeriesTeller(2);
        foreach (var parameter in network.Parameters)
            network.Parameters.Write(parameter.Name, new float[parameter.Size]);
        var source = new Series([1e30f, 0, 1e10f, 0]); // the error is 1e10², and its slope by a weight −2 · 1e10 · 1e30 = −∞
        var trainer = new Trainer<float>(network, source, new Sgd<float>(new(0.1), network), new() { ClipValue = clipValue });
        var error = Assert.Throws<TrainingDivergedException>(() => trainer.Run(1));
        Assert.Equal("step 1: the gradient is not finite, first in 'next.W'; a smaller learning rate may help", error.Message);
        Assert.All(network.Parameters.Values.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Gradients_that_are_too_large_for_a_norm_are_named()
    {
        var gradients = new DenseNetworkDouble(2, 2).CreateGradients();
        gradients.Write("y.W", [1e200, 0, 0, 0]);
        Assert.Equal("y.W", Divergence.InGradients(1, gradients, checkpoint: null).Tensor);
        gradients.Write("y.W", [1e154, 0, 0, 0]); // squared, 1e308
        gradients.Write("y.b", [1e154, 0]);
        Assert.Equal(double.PositiveInfinity, GradientNorm.Of([gradients]));
        Assert.Equal("all together", Divergence.InGradients(1, gradients, checkpoint: null).Tensor);
    }

    [Fact]
    public void A_held_out_loss_that_is_no_number_stops_the_run()
    {
        var network = new SeriesTeller(2);
        var trainer = new Trainer<float>(network, new Series([0, 1, 2, 3]), new Sgd<float>(new(0.1), network), new() { MeasureEvery = 2, HeldOutLoss = () => double.NaN });
        Assert.StartsWith("step 2: the held-out loss is not finite", Assert.Throws<TrainingDivergedException>(() => trainer.Run(10)).Message, StringComparison.Ordinal);
        Assert.Empty(trainer.Curve.Points);
        Assert.Equal(2, trainer.Updates); // the second was made before it was measured
    }

    private static void Spoil(Trainer<float> trainer, string name)
    {
        var values = new float[trainer.Network.Parameters[name].Size];
        trainer.Network.Parameters.Read(name, values);
        values[^1] = float.NaN;
        trainer.Network.Parameters.Write(name, values);
    }

    /// <summary>One step of two features and their two targets.</summary>
    private sealed class Series(float[] values) : IBatchSource<float>
    {
        public Steps Steps => 1;

        public int Rows => 1;

        public Inputs<float> Inputs => new(values.AsSpan(0, 2), values.AsSpan(2));

        public Lengths Lengths => Lengths.All;

        public IReadOnlyDictionary<string, string> Description => new Dictionary<string, string>();

        public IReadOnlyList<long> Position => [];

        public void Next()
        {
        }

        public void Resume(IReadOnlyList<long> position)
        {
        }
    }
}
