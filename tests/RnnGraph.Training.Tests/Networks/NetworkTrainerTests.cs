using SequenceShapes.Networks;
using SequenceShapes.Tasks;

namespace RnnGraph.Training.Tests.Networks;

/// <summary>The trainer's loop: counting, telling, stopping, and losses that are not finite. That it teaches is held by the demonstrations.</summary>
public sealed class NetworkTrainerTests
{
    private readonly ParityTeller network = new();
    private readonly NetworkTrainer<float> trainer;

    public NetworkTrainerTests()
    {
        network.Initialize(1);
        trainer = new(network, new ParityTask(8, seed: 1, ofFullLength: false), new Adam<float>(new AdamSettings(0.01), network), new() { MeanOver = 3 });
    }

    [Fact]
    public void It_counts_updates_and_tells_after_each()
    {
        Assert.Equal(double.NaN, trainer.LastLoss);
        Assert.Equal(double.NaN, trainer.MeanLoss);
        var losses = new List<double>();
        trainer.Run(5, new Callback(told => losses.Add(told.LastLoss)));
        Assert.Equal(5, trainer.Updates);
        Assert.Equal(5, losses.Count);
        Assert.Equal(losses[^1], trainer.LastLoss);
        Assert.Equal(losses.TakeLast(3).Average(), trainer.MeanLoss, 1e-12);
        Assert.InRange(losses[0], 0.3, 1.2); // near ln 2: nothing is known yet
    }

    [Fact]
    public void Cancelling_stops_between_two_updates()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => trainer.Run(
            100,
            new Callback(told =>
            {
                if (told.Updates == 4)
                    stop.Cancel();
            }),
            stop.Token));
        Assert.Equal(4, trainer.Updates);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_it_before_the_update()
    {
        trainer.Run(2);
        network.Parameters.Write("parity.b", [float.NaN, 0]);
        var before = network.Parameters.Values.ToArray();
        var error = Assert.Throws<TrainingDivergedException>(() => trainer.Run(1));
        Assert.Equal(3, error.Step);
        Assert.Equal(before, network.Parameters.Values.ToArray());
    }

    private sealed class Callback(Action<NetworkTrainer<float>> report) : IProgress<NetworkTrainer<float>>
    {
        public void Report(NetworkTrainer<float> value) => report(value);
    }
}
