using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RnnGraph.Files;

namespace RnnGraph.Training;

/// <summary>Checkpoints of a character model's run (<see cref="TrainerCheckpoint"/>), with its vocabulary and the random state of its samples.</summary>
public static class CharCheckpoint
{
    private const string Characters = "characters";
    private const string RandomState = "random state";

    /// <summary>Saves a run, whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Save(CharTrainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        trainer.Trainer.Notes[RandomState] = trainer.Random.State.ToString(CultureInfo.InvariantCulture);
        TrainerCheckpoint.Save(trainer.Trainer, path);
    }

    /// <summary>The vocabulary of a checkpoint, so that a model for it can be made.</summary>
    /// <exception cref="IOException">The file can't be read, or isn't a checkpoint of a character model.</exception>
    public static Vocabulary ReadVocabulary(string path) => Vocabulary.Of(TrainerCheckpoint.ReadSetting(path, Characters));

    /// <summary>Puts a run where the checkpoint's stood. Nothing is changed if the checkpoint doesn't fit.</summary>
    /// <param name="trainer">A run of the same model, text and settings.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file can't be read, isn't a checkpoint, or was made by another model, text or settings; all differences are named.</exception>
    public static void Load(CharTrainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var state = 0UL;
        TrainerCheckpoint.Load(trainer.Trainer, path, reader => state = TrainerCheckpoint.ReadCount(reader, path, RandomState));
        trainer.Random = new(state);
        trainer.FirstStep = trainer.Step;
    }

    /// <summary>What a resumed run must have in common with the stopped one besides what every run must: the vocabulary and the whole text, its held-out tail included.</summary>
    internal static SortedDictionary<string, string> Describe(CharModel model, TextSplit split)
    {
        var characters = split.All.Span;
        var text = SHA256.HashData(Encoding.UTF8.GetBytes(model.Vocabulary.Decode(characters)));
        return new(StringComparer.Ordinal)
        {
            [Characters] = model.Vocabulary.Characters,
            ["text"] = string.Create(CultureInfo.InvariantCulture, $"{characters.Length} characters, SHA-256 {Convert.ToHexStringLower(text)}"),
        };
    }
}
