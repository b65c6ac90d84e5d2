using RnnGraph.Files;

namespace RnnGraph.Training.Tests.Characters;

/// <summary>Checkpoints that don't fit are refused, with an error that says why, and leave the run as it was.</summary>
public sealed class CharCheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_of_other_settings_is_refused_with_all_differences()
    {
        var path = Saved(Small.Trainer());
        var other = Small.Trainer(Small.Settings with { Batch = 5, LearningRate = 0.25 }, hidden: 13);

        var error = Assert.Throws<TensorFileException>(() => CharCheckpoint.Load(other, path));

        Assert.StartsWith($"{path}: the checkpoint is of a run with other settings; sizes: expected ", error.Message, StringComparison.Ordinal);
        Assert.Contains("; batch: expected 10, given 5; ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; optimizer learning rate: expected 0.005, given 0.25", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_text_is_refused()
    {
        var path = Saved(Small.Trainer());
        var changed = Small.Text[..^1] + ";";
        var error = Assert.Throws<TensorFileException>(() => CharCheckpoint.Load(Small.Trainer(text: changed), path));
        Assert.Contains("text: expected 2000 characters, SHA-256 ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_is_refused()
    {
        var path = folder.File("parameters");
        new DenseNetwork(2, 2).Parameters.Save(path);
        var error = Assert.Throws<TensorFileException>(() => CharCheckpoint.Load(Small.Trainer(), path));
        Assert.Equal($"{path}: expected a checkpoint of a training run, given another safetensors file", error.Message);
        Assert.Throws<TensorFileException>(() => CharCheckpoint.ReadVocabulary(path));

        File.WriteAllText(path, Small.Text);
        Assert.Throws<TensorFileException>(() => CharCheckpoint.ReadVocabulary(path));
        Assert.Throws<FileNotFoundException>(() => CharCheckpoint.ReadVocabulary(folder.File("none")));
    }

    [Theory]
    [InlineData(null, "expected 'note random state' in the metadata, the file has none")]
    [InlineData("chance", "'note random state': expected a number, given 'chance'")]
    public void A_checkpoint_without_its_random_state_is_refused_and_changes_nothing(string? state, string problem)
    {
        var trainer = Small.Tiny();
        trainer.Run(2);
        if (state is not null)
            trainer.Trainer.Notes["random state"] = state;
        var path = folder.File("checkpoint");
        TrainerCheckpoint.Save(trainer.Trainer, path);
        var other = Small.Tiny();
        other.Trainer.Notes["mine"] = "kept";
        var before = other.Model.Hash();

        Assert.Equal($"{path}: {problem}", Assert.Throws<TensorFileException>(() => CharCheckpoint.Load(other, path)).Message);
        Assert.Equal((before, 0), (other.Model.Hash(), other.Step));
        Assert.Equal(["mine"], other.Trainer.Notes.Keys);
        Assert.Empty(other.Curve.Points);
    }

    [Fact]
    public void The_vocabulary_is_kept()
        => Assert.Equal(Vocabulary.Of(Small.Text).Characters, CharCheckpoint.ReadVocabulary(Saved(Small.Trainer())).Characters);

    [Fact]
    public void Truncated_anywhere_or_with_any_byte_changed_a_checkpoint_is_refused_and_changes_nothing()
    {
        var trainer = Small.Tiny();
        trainer.Run(2);
        var whole = File.ReadAllBytes(Saved(trainer));
        var other = Small.Tiny();
        var before = other.Model.Hash();
        var damaged = folder.File("damaged");

        for (var at = 0; at < whole.Length; at++)
        {
            File.WriteAllBytes(damaged, whole.AsSpan(0, at));
            Refused();
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= 0x01;
            File.WriteAllBytes(damaged, bytes);
            Refused();
        }

        Assert.Equal(before, other.Model.Hash());
        Assert.Equal(0, other.Step);

        void Refused()
        {
            var error = Assert.Throws<TensorFileException>(() => CharCheckpoint.Load(other, damaged));
            Assert.StartsWith(damaged + ": ", error.Message, StringComparison.Ordinal);
        }
    }

    private string Saved(CharTrainer trainer)
    {
        var path = folder.File("checkpoint");
        CharCheckpoint.Save(trainer, path);
        return path;
    }
}
