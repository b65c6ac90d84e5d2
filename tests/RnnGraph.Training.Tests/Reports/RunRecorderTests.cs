using RnnGraph.Files;
using RnnGraph.Training.Tests.Trainers;
using SequenceShapes.Networks;

namespace RnnGraph.Training.Tests.Reports;

/// <summary>What is noted as a run goes on: enough, never too much, and the same whether it was stopped or not.</summary>
public sealed class RunRecorderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_update_is_noted_with_the_norms_before_they_were_limited()
    {
        var recorder = new RunRecorder<float>();
        var trainer = Create(recorder, clipNorm: 1e-3);
        var (norms, losses, sums, byGroup) = (new List<double>(), new List<double>(), new List<double>(), new List<double[]>());
        trainer.Run(5, new Progress(told =>
        {
            norms.Add(told.LastNorm);
            losses.Add(told.MeanLoss);
            sums.Add(GradientNorm.Of([told.Gradients]));
            byGroup.Add([.. recorder.Groups.Select(group => NormOf(told, name => name.StartsWith(group + ".", StringComparison.Ordinal)) / sums[^1] * told.LastNorm)]);
        }));

        Assert.Equal([1, 2, 3, 4, 5], recorder.Points.Select(point => point.Update));
        Assert.Equal(norms, recorder.Points.Select(point => point.GradientNorm));
        Assert.Equal(losses, recorder.Points.Select(point => point.Loss));
        Assert.All(recorder.Points, point => Assert.Equal(0.01, point.LearningRate));
        Assert.All(sums, sum => Assert.Equal(1e-3, sum, 1e-7)); // they were shortened to it, with float's rounding
        Assert.Equal(trainer.Network.Parameters.Names.Select(name => name[..name.IndexOf('.', StringComparison.Ordinal)]).Distinct(), recorder.Groups);
        Assert.All(norms, norm => Assert.True(norm > 1e-3)); // else nothing was limited
        foreach (var (point, expected) in recorder.Points.Zip(byGroup))
            Assert.All(point.GroupNorms.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4 * point.GradientNorm)); // the sum of all is taken in another order, in float
    }

    [Fact]
    public void A_long_run_is_noted_at_fewer_updates()
    {
        var recorder = new RunRecorder<float>();
        Create(recorder).Run(1000);
        Assert.Equal(4, recorder.Every);
        Assert.Equal(Enumerable.Range(1, 250).Select(i => 4 * i), recorder.Points.Select(point => point.Update));
    }

    [Fact]
    public void A_resumed_run_has_the_same_report()
    {
        var undisturbed = new RunRecorder<float>();
        var whole = Create(undisturbed);
        whole.Run(450);
        undisturbed.AddSample(450, "a text\nof \"two\" lines");
        whole.Run(900);

        var before = new RunRecorder<float>();
        var stopped = Create(before);
        stopped.Run(450);
        before.AddSample(450, "a text\nof \"two\" lines");
        TrainerCheckpoint.Save(stopped, folder.File("c"));
        var after = new RunRecorder<float>();
        after.AddSample(7, "of another run");
        var resumed = Create(after);
        TrainerCheckpoint.Load(resumed, folder.File("c"));
        resumed.Run(900);

        Assert.Equal(225, after.Points.Count);
        Assert.Equal(RunReport.Of(whole, undisturbed).ToHtml(), RunReport.Of(resumed, after).ToHtml());
    }

    [Fact]
    public void A_checkpoint_of_a_run_without_notes_begins_them_anew()
    {
        var plain = Create(null);
        plain.Run(3);
        TrainerCheckpoint.Save(plain, folder.File("c"));
        var recorder = new RunRecorder<float>();
        var resumed = Create(recorder);
        TrainerCheckpoint.Load(resumed, folder.File("c"));
        resumed.Run(5);
        Assert.Equal([4, 5], recorder.Points.Select(point => point.Update));
    }

    [Fact]
    public void A_note_that_is_no_recorders_is_refused_before_anything_changes()
    {
        var network = new ParityTeller();
        network.Initialize(1);
        var noted = new Trainer<float>(network, new ParitySource(), new Adam<float>(new(0.01), network), new() { Callbacks = [new Noting()], MeasureEvery = 100 });
        noted.Run(3);
        TrainerCheckpoint.Save(noted, folder.File("c"));
        var resumed = Create(new RunRecorder<float>());
        var before = resumed.Network.Parameters.Values.ToArray();
        Assert.Contains("RnnGraph report", Assert.Throws<TensorFileException>(() => TrainerCheckpoint.Load(resumed, folder.File("c"))).Message, StringComparison.Ordinal);
        Assert.Equal(before, resumed.Network.Parameters.Values.ToArray());
        Assert.Equal(0, resumed.Updates);
    }

    [Fact]
    public void Notes_that_nobody_went_on_with_are_not_gone_on_with_later()
    {
        var first = Create(new RunRecorder<float>());
        first.Run(3);
        TrainerCheckpoint.Save(first, folder.File("c"));
        var plain = Create(null);
        TrainerCheckpoint.Load(plain, folder.File("c"));
        plain.Run(6);
        TrainerCheckpoint.Save(plain, folder.File("c"));
        var recorder = new RunRecorder<float>();
        var resumed = Create(recorder);
        TrainerCheckpoint.Load(resumed, folder.File("c"));
        resumed.Run(8);
        Assert.Equal([7, 8], recorder.Points.Select(point => point.Update));
    }

    private static double NormOf(Trainer<float> trainer, Func<string, bool> isMeant)
    {
        var sum = 0.0;
        foreach (var name in trainer.Network.Parameters.Names.Where(isMeant))
        {
            var values = new float[trainer.Gradients.Shape(name).Aggregate(1, (product, length) => product * length)];
            trainer.Gradients.Read(name, values);
            sum += values.Sum(value => (double)value * value);
        }

        return Math.Sqrt(sum);
    }

    private sealed class Noting : ITrainerCallback<float>
    {
        public void Saving(Trainer<float> trainer) => trainer.Notes["RnnGraph report"] = "text";
    }

    private static Trainer<float> Create(RunRecorder<float>? recorder, double clipNorm = 1)
    {
        var network = new ParityTeller();
        network.Initialize(1);
        return new(network, new ParitySource(), new Adam<float>(new(0.01), network), new() { ClipNorm = clipNorm, Callbacks = recorder is null ? [] : [recorder], MeasureEvery = 100 });
    }

    private sealed class Progress(Action<Trainer<float>> tell) : IProgress<Trainer<float>>
    {
        public void Report(Trainer<float> value) => tell(value);
    }
}
