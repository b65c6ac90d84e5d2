using System.Numerics.Tensors;
using SequenceShapes.Networks;
using SequenceShapes.Tasks;

namespace RnnGraph.Training.Tests.Trainers;

/// <summary>The trainer's loop: counting, telling, stopping, what an update is, and the best model. That it teaches is held by the demonstrations.</summary>
public sealed class TrainerTests
{
    private readonly ParityTeller network = new();

    public TrainerTests() => network.Initialize(1);

    [Fact]
    public void It_counts_updates_and_tells_after_each()
    {
        var trainer = Create(new() { MeanOver = 3 });
        Assert.Equal(double.NaN, trainer.LastLoss);
        Assert.Equal(double.NaN, trainer.MeanLoss);
        var losses = new List<double>();
        trainer.Run(5, new Progress(told => losses.Add(told.LastLoss)));
        Assert.Equal(5, trainer.Updates);
        Assert.Equal(5, losses.Count);
        Assert.Equal(losses[^1], trainer.LastLoss);
        Assert.Equal(losses.TakeLast(3).Average(), trainer.MeanLoss, 1e-12);
        Assert.InRange(losses[0], 0.3, 1.2); // near ln 2: nothing is known yet
    }

    [Fact]
    public void Cancelling_stops_between_two_updates()
    {
        var trainer = Create();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => trainer.Run(
            100,
            new Progress(told =>
            {
                if (told.Updates == 4)
                    stop.Cancel();
            }),
            stop.Token));
        Assert.Equal(4, trainer.Updates);
    }

    [Fact]
    public void A_callback_is_told_of_updates_and_measurements_and_may_stop_it()
    {
        var callback = new Callback();
        var trainer = Create(new() { MeasureEvery = 2, Callbacks = [callback] });
        trainer.Run(100);
        Assert.Equal(["1", "m2", "2", "3", "m4", "4", "5"], callback.Told);
        Assert.Equal(5, trainer.Updates);
        trainer.Run(6);
        Assert.Equal(6, trainer.Updates);
    }

    [Fact]
    public void Several_batches_for_an_update_are_their_mean()
    {
        var together = Create(new() { BatchesPerUpdate = 3, ClipNorm = double.PositiveInfinity }, new Sgd<float>(new(1), network));
        var before = network.Parameters.Values.ToArray();
        var (task, sum, losses) = (Task(), network.CreateGradients(), 0.0);
        var workspace = network.CreateWorkspace(task.Steps, task.Rows);
        for (var i = 0; i < 3; i++)
        {
            task.Next();
            network.Forward(workspace, task.Inputs, Outputs<float>.None, lengths: task.Lengths);
            losses += workspace.Loss / 3;
            network.Backward(workspace, sum);
        }

        together.Run(1);
        Assert.Equal(losses, together.LastLoss, 1e-12);
        Assert.Equal(GradientNorm.Of([sum]) / 3, together.LastNorm, 1e-6 * together.LastNorm);
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(before[i] - (sum.Values[i] / 3), network.Parameters.Values[i], 1e-6); // float's rounding of values of about 1
    }

    [Fact]
    public void Limits_hold_for_values_first_and_the_norm_after()
    {
        var before = network.Parameters.Values.ToArray();
        var unlimited = Create(new() { ClipNorm = double.PositiveInfinity }, new Sgd<float>(new(1), network));
        unlimited.Run(1);
        network.Parameters.Update(values => before.CopyTo(values));
        var trainer = Create(new() { ClipValue = 1e-3, ClipNorm = 1e-2 }, new Sgd<float>(new(1), network));
        trainer.Run(1);
        TensorPrimitives.Subtract(network.Parameters.Values, before, before);
        Assert.InRange(TensorPrimitives.Norm<float>(before), 0, 1.001e-2f);
        Assert.Equal(unlimited.LastNorm, trainer.LastNorm); // that of before both limits
        Assert.True(TensorPrimitives.MaxMagnitude<float>(before) < 1e-3); // both limits at once
    }

    [Fact]
    public void The_schedule_sets_the_rate_of_each_update()
    {
        var adam = new Adam<float>(new(0.01), network);
        var trainer = Create(new() { Schedule = new StepSchedule(2, 0.5) }, adam);
        var rates = new List<double>();
        trainer.Run(5, new Progress(_ => rates.Add(adam.LearningRate)));
        Assert.Equal([0.01, 0.01, 0.005, 0.005, 0.0025], rates);
    }

    [Fact]
    public void The_best_model_is_kept_and_the_run_stops_early()
    {
        double[] losses = [5, 3, 4, 2, 2, 2.5, 1];
        var (measured, versions) = (0, new List<float[]>());
        var trainer = Create(new()
        {
            MeasureEvery = 2,
            Patience = 2,
            HeldOutLoss = () =>
            {
                versions.Add(network.Parameters.Values.ToArray());
                return losses[measured++];
            },
        });
        Assert.Throws<InvalidOperationException>(trainer.Best.Restore);
        trainer.Run(100);

        Assert.True(trainer.HasStoppedEarly);
        Assert.Equal(12, trainer.Updates);
        Assert.Equal((2.0, 8, 2), (trainer.Best.Loss, trainer.Best.Updates, trainer.Best.MeasuredSince));
        Assert.Equal(losses.Take(6), trainer.Curve.Points.Select(point => point.ValidLoss));
        trainer.Best.Restore();
        Assert.Equal(versions[3], network.Parameters.Values.ToArray());
        trainer.Run(200);
        Assert.Equal(12, trainer.Updates);
    }

    [Fact]
    public void Without_held_out_data_the_training_loss_stands_for_theirs()
    {
        var trainer = Create(new() { MeasureEvery = 3 });
        trainer.Run(6);
        Assert.Equal(double.NaN, trainer.Curve.Points[0].ValidLoss);
        Assert.Equal(trainer.Curve.Points.Min(point => point.TrainLoss), trainer.Best.Loss);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Refused("Expected as the largest norm of the gradients a number above 0, given 0.", new() { ClipNorm = 0 });
        Refused("Expected as the largest size of a gradient's value a number above 0, given NaN.", new() { ClipValue = double.NaN });
        Refused("Expected 1 or more batches for an update, given 0.", new() { BatchesPerUpdate = 0 });
        Refused("Expected 1 or more updates between two measurements, given -1.", new() { MeasureEvery = -1 });
        Refused("Expected 1 or more measurements without a new best loss, given 0.", new() { MeasureEvery = 1, Patience = 0 });
        Refused("Expected updates between two measurements, as the run is to stop early; given none.", new() { Patience = 1 });
        Refused("Expected 1 or more updates between two checkpoints, given 0.", new() { CheckpointEvery = 0 });
        Refused("Expected 1 or more threads, given 0.", new() { Threads = 0 });
        Refused("Expected 1 or more updates for the mean loss, given 0.", new() { MeanOver = 0 });

        void Refused(string message, TrainerSettings<float> settings)
        {
            var error = Assert.ThrowsAny<ArgumentException>(() => Create(settings));
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
            Assert.Equal("settings", error.ParamName);
        }
    }

    private static ParityTask Task() => new(8, seed: 1, ofFullLength: false);

    private Trainer<float> Create(TrainerSettings<float>? settings = null, IOptimizer<float>? optimizer = null)
        => new(network, Task(), optimizer ?? new Adam<float>(new AdamSettings(0.01), network), settings);

    private sealed class Progress(Action<Trainer<float>> report) : IProgress<Trainer<float>>
    {
        public void Report(Trainer<float> value) => report(value);
    }

    private sealed class Callback : ITrainerCallback<float>
    {
        public List<string> Told { get; } = [];

        public void Updated(Trainer<float> trainer)
        {
            Told.Add($"{trainer.Updates}");
            if (trainer.Updates == 5)
                trainer.Stop();
        }

        public void Measured(Trainer<float> trainer) => Told.Add($"m{trainer.Curve.Points[^1].Step}");
    }
}
