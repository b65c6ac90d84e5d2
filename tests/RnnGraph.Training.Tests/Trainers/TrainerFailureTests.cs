using SequenceShapes.Networks;

namespace RnnGraph.Training.Tests.Trainers;

/// <summary>What fails within an update or its measurement leaves a run that goes on from its last checkpoint alone, and from there with the bits of one that never failed.</summary>
public sealed class TrainerFailureTests : IDisposable
{
    private static readonly TrainerSettings<float> Settings = new() { BatchesPerUpdate = 2, MeasureEvery = 2, CheckpointEvery = 2 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(5)] // the first batch of the third update
    [InlineData(6)] // its second
    public void A_source_that_fails_within_an_update(int failing)
        => GoesOnFromItsCheckpoint(Create(new(failing), Settings with { Checkpoint = folder.File("run"), HeldOutLoss = () => 1 }), updates: 2);

    [Fact]
    public void A_held_out_loss_that_fails()
    {
        var measured = 0;
        GoesOnFromItsCheckpoint(
            Create(new(), Settings with { Checkpoint = folder.File("run"), HeldOutLoss = () => ++measured == 2 ? throw new IOException("the held-out data have failed") : 1 }),
            updates: 4);
    }

    [Fact]
    public void Callbacks_come_when_the_run_can_be_saved()
    {
        var whole = Create(new(), Settings with { Callbacks = [new Saving(folder.File("measured"), folder.File("updated"))] });
        whole.Run(4);
        TrainerCheckpoint.Save(whole, folder.File("whole"));
        Assert.Equal(File.ReadAllBytes(folder.File("whole")), File.ReadAllBytes(folder.File("measured")));
        Assert.Equal(File.ReadAllBytes(folder.File("whole")), File.ReadAllBytes(folder.File("updated")));
    }

    /// <param name="trainer">Fails before its sixth update, with a checkpoint of the second.</param>
    /// <param name="updates">Updates that were made by then.</param>
    private void GoesOnFromItsCheckpoint(Trainer<float> trainer, int updates)
    {
        var whole = Create(new(), Settings with { HeldOutLoss = () => 1 });
        whole.Run(6);
        TrainerCheckpoint.Save(whole, folder.File("whole"));

        var path = folder.File("run");
        Assert.Throws<IOException>(() => trainer.Run(6));
        Assert.Equal(updates, trainer.Updates);
        var saved = File.ReadAllBytes(path);
        Assert.StartsWith("Expected a run that can go on, ", Assert.Throws<InvalidOperationException>(() => TrainerCheckpoint.Save(trainer, path)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected a run that can go on, ", Assert.Throws<InvalidOperationException>(() => trainer.Run(6)).Message, StringComparison.Ordinal);
        Assert.Equal(saved, File.ReadAllBytes(path));

        TrainerCheckpoint.Load(trainer, path);
        Assert.Equal(2, trainer.Updates);
        trainer.Run(6);
        Assert.Equal(File.ReadAllBytes(folder.File("whole")), File.ReadAllBytes(path));
    }

    private static Trainer<float> Create(ParitySource source, TrainerSettings<float> settings)
    {
        var network = new ParityTeller();
        network.Initialize(1);
        return new(network, source, new Adam<float>(new AdamSettings(0.01), network), settings);
    }

    private sealed class Saving(string measured, string updated) : ITrainerCallback<float>
    {
        public void Measured(Trainer<float> trainer) => TrainerCheckpoint.Save(trainer, measured);

        public void Updated(Trainer<float> trainer) => TrainerCheckpoint.Save(trainer, updated);
    }
}
