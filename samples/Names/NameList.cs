using RnnGraph.Training;
using Samples;

namespace Names;

/// <summary>Names, cut in those to learn from and those held out.</summary>
internal sealed class NameList
{
    private NameList(IReadOnlyList<string> names)
    {
        (Training, HeldOut) = Split.Tenth(names);
        Characters = Vocabulary.Of(string.Concat(names));
    }

    /// <summary>What is learnt from.</summary>
    public IReadOnlyList<string> Training { get; }

    /// <summary>What the loss is measured on.</summary>
    public IReadOnlyList<string> HeldOut { get; }

    /// <summary>The characters of all names.</summary>
    public Vocabulary Characters { get; }

    /// <summary>The token that stands before and behind a name.</summary>
    public int Mark => Characters.Count;

    /// <summary>How many tokens there are.</summary>
    public int Tokens => Characters.Count + 1;

    /// <summary>Reads a text file, a name each line; a name that stands there twice is taken once, so that none is both learnt and held out.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="InvalidDataException">It is no text, or has fewer than ten names.</exception>
    public static NameList Read(string path)
    {
        var lines = TextFile.Read(path).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new([.. lines.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Names as sequences of tokens.</summary>
    public IReadOnlyList<ReadOnlyMemory<int>> Encode(IReadOnlyList<string> names) => [.. names.Select(name => (ReadOnlyMemory<int>)Characters.Encode(name))];

    /// <summary>The loss of a model that looks three characters back, nats per character of the held-out names, ends included.</summary>
    public double Baseline()
    {
        int[] training = [Mark, .. Training.SelectMany(WithEnd)];
        int[] all = [.. training, .. HeldOut.SelectMany(WithEnd)];
        return new NGramModel(training, Tokens, order: 3).Loss(all, training.Length);
    }

    private IEnumerable<int> WithEnd(string name) => Characters.Encode(name).Append(Mark);
}
