using RnnGraph.Training;
using Samples;

namespace Translate;

/// <summary>Sentences and their translations, cut in those to learn from and those held out.</summary>
internal sealed class Corpus
{
    private Corpus(IReadOnlyList<(string French, string English)> pairs)
    {
        // By English sentences: what is held out was never written in training, also not for another French one.
        var heldOut = Split.Tenth([.. pairs.Select(pair => pair.English).Distinct(StringComparer.Ordinal)]).HeldOut.ToHashSet(StringComparer.Ordinal);
        Training = [.. pairs.Where(pair => !heldOut.Contains(pair.English))];
        HeldOut = [.. pairs.Where(pair => heldOut.Contains(pair.English))];
        French = new(Training.Select(pair => pair.French));
        English = new(Training.Select(pair => pair.English));
    }

    public IReadOnlyList<(string French, string English)> Training { get; }

    public IReadOnlyList<(string French, string English)> HeldOut { get; }

    public Words French { get; }

    public Words English { get; }

    /// <summary>The token before and behind an English sentence.</summary>
    public int Mark => English.Count;

    /// <summary>Reads a text file whose lines are a French sentence, a tab and an English one, their words divided by spaces; a pair that stands there twice is taken once.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="InvalidDataException">It has another form.</exception>
    public static Corpus Read(string path)
    {
        var lines = TextFile.Read(path).ReplaceLineEndings("\n").Split('\n');
        var pairs = new List<(string, string)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            if (lines[i].Split('\t') is not [var french, var english, ..] || Words.Split(french).Length == 0 || Words.Split(english).Length == 0)
                throw new InvalidDataException($"{path}, line {i + 1}: expected a French sentence, a tab and an English one, given '{lines[i]}'");
            pairs.Add((french, english));
        }

        return new([.. pairs.Distinct()]);
    }

    /// <summary>Pairs as sequences of tokens.</summary>
    public IReadOnlyList<(ReadOnlyMemory<int> Source, ReadOnlyMemory<int> Target)> Encode(IReadOnlyList<(string French, string English)> pairs)
        => [.. pairs.Select(pair => ((ReadOnlyMemory<int>)French.Encode(pair.French), (ReadOnlyMemory<int>)English.Encode(pair.English)))];
}
