using RnnGraph.Files;
using SequenceShapes.Networks;

namespace RnnGraph.Training.Tests.Trainers;

/// <summary>Runs that stop and go on give the bits of runs that never stopped.</summary>
public sealed class TrainerCheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("sgd")]
    [InlineData("rmsprop")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void A_run_stopped_and_resumed_anywhere_is_the_run_that_never_stopped(string optimizer)
    {
        var whole = NoisyRun.Create(optimizer);
        whole.Run(NoisyRun.Updates);
        var path = folder.File("whole");
        TrainerCheckpoint.Save(whole, path);
        var expected = File.ReadAllBytes(path);

        var stopped = NoisyRun.Create(optimizer);
        foreach (var stop in new[] { 0, 1, 3, 4, 5, 17, 28, 39 })
        {
            stopped.Run(stop);
            TrainerCheckpoint.Save(stopped, folder.File("stopped"));
            stopped = NoisyRun.Create(optimizer, NoisyRun.Settings with { Threads = 1 + (stop % 2) });
            TrainerCheckpoint.Load(stopped, folder.File("stopped"));
            Assert.Equal(stop, stopped.Updates);
        }

        stopped.Run(NoisyRun.Updates);
        TrainerCheckpoint.Save(stopped, path);
        Assert.Equal(expected, File.ReadAllBytes(path)); // all parameters, memories, states, curve, counts
        Assert.Equal(whole.Curve.Points, stopped.Curve.Points);
    }

    [Fact]
    public void Two_threads_give_the_curve_of_one_to_the_last_bit()
    {
        var (one, two) = (NoisyRun.Create(), NoisyRun.Create(settings: NoisyRun.Settings with { Threads = 2 }));
        one.Run(NoisyRun.Updates);
        two.Run(NoisyRun.Updates);
        Assert.Equal(10, one.Curve.Points.Count);
        Assert.Equal(one.Curve.Points, two.Curve.Points);
        Assert.Equal(one.Network.Parameters.Values.ToArray(), two.Network.Parameters.Values.ToArray());
    }

    [Fact]
    public void Chance_hangs_on_the_seed_and_differs_from_update_to_update()
    {
        var (one, other) = (NoisyRun.Create(), NoisyRun.Create(settings: NoisyRun.Settings with { Seed = 6 }));
        one.Run(1);
        other.Run(1);
        Assert.NotEqual(one.LastLoss, other.LastLoss);

        // With no step taken, the same batch again costs something else only by chance.
        var network = new NoisyText(8, 10);
        var still = new Trainer<float>(network, new TokenStreams<float>(Enumerable.Range(0, 8).ToArray(), 1, 7), new Sgd<float>(new(0), network));
        still.Run(1);
        var first = still.LastLoss;
        still.Run(2);
        Assert.NotEqual(first, still.LastLoss);
    }

    [Fact]
    public void The_keys_are_stable()
    {
        TrainerCheckpoint.Save(NoisyRun.Create(), folder.File("run"));
        using var reader = TensorFileReader.Open(folder.File("run"));
        var keys = reader.Entries.Select(entry => entry.Name).ToHashSet();
        Assert.Superset(new HashSet<string> { "head.W", "adam.m.head.W", "adam.v.head.W", "best.head.W", "state.memory.h", "curve", "recent losses", "source position", "schedule state" }, keys);
        Assert.Equal("0.02", reader.Metadata["setting optimizer learning rate"]);
    }

    [Fact]
    public void Another_run_is_refused_with_all_differences_and_nothing_changes()
    {
        var path = folder.File("run");
        var saved = NoisyRun.Create();
        saved.Run(2);
        TrainerCheckpoint.Save(saved, path);
        var other = NoisyRun.Create("adamw", NoisyRun.Settings with { Seed = 6, ClipNorm = 1 });
        var error = Assert.Throws<TensorFileException>(() => TrainerCheckpoint.Load(other, path));
        Assert.Equal($"{path}: the checkpoint is of a run with other settings; optimizer: expected adam, given adamw; optimizer weight decay: expected 0, given 0.01; "
            + "clip norm: expected 0.2, given 1; seed: expected 5, given 6", error.Message);
        Assert.Equal(0, other.Updates);

        var same = NoisyRun.Create();
        var before = same.Network.Parameters.Values.ToArray();
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Throws<TensorFileException>(() => TrainerCheckpoint.Load(same, path));
        Assert.Equal(before, same.Network.Parameters.Values.ToArray());
    }

    [Fact]
    public void Two_things_described_under_one_name_are_refused()
    {
        var names = new Dictionary<string, string> { ["mine"] = "a", ["seed"] = "b", ["batch"] = "c" };
        Refused("'batch', 'seed'", () => NoisyRun.Create(settings: NoisyRun.Settings with { Description = names }));
        Refused("'network', 'schedule'", () => Parity(0.1, new() { Description = new Dictionary<string, string> { ["network"] = "a", ["schedule"] = "b", ["mine"] = "c" } }));

        static void Refused(string given, Func<Trainer<float>> create) => Assert.StartsWith(
            $"Expected names of their own in the descriptions of source and settings, given names that the trainer or the other has too: {given}.",
            Assert.Throws<ArgumentException>(create).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_from_another_learning_rate_of_the_moment_is_refused()
    {
        TrainerCheckpoint.Save(Parity(0.05), folder.File("run"));
        TrainerCheckpoint.Load(Parity(0.05), folder.File("run"));
        Assert.EndsWith("with other settings; initial learning rate: expected 0.05, given 0.1",
            Assert.Throws<TensorFileException>(() => TrainerCheckpoint.Load(Parity(0.1), folder.File("run"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_go_with_the_run()
    {
        var saved = NoisyRun.Create();
        saved.Notes["what"] = "ä test";
        TrainerCheckpoint.Save(saved, folder.File("run"));
        var loaded = NoisyRun.Create();
        loaded.Notes["other"] = "gone";
        TrainerCheckpoint.Load(loaded, folder.File("run"));
        Assert.Equal(new Dictionary<string, string> { ["what"] = "ä test" }, loaded.Notes);
    }

    private static Trainer<float> Parity(double rate, ParitySource? source = null)
    {
        var network = new ParityTeller();
        return new(network, source ?? new(), new Sgd<float>(new(0.1), network) { LearningRate = rate });
    }
}
