using System.Text;

namespace RnnGraph.Training;

/// <summary>The characters (Unicode scalar values) that a character model knows, numbered from 0 in the order of their code points.</summary>
public sealed class Vocabulary
{
    private readonly Rune[] characters;
    private readonly Dictionary<Rune, int> tokens;

    private Vocabulary(IEnumerable<Rune> characters)
    {
        this.characters = characters.Distinct().Order().ToArray();
        tokens = new(this.characters.Length);
        for (var token = 0; token < this.characters.Length; token++)
            tokens[this.characters[token]] = token;
    }

    /// <summary>The number of characters.</summary>
    public int Count => characters.Length;

    /// <summary>All characters as one string, in the order of their numbers; <see cref="Of"/> makes the same vocabulary from it.</summary>
    public string Characters => Decode(Enumerable.Range(0, Count).ToArray());

    /// <summary>The vocabulary of a text: every character that stands in it.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static Vocabulary Of(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new(text.EnumerateRunes());
    }

    /// <summary>The text as tokens, one for each character.</summary>
    /// <exception cref="UnknownCharacterException">A character isn't in the vocabulary.</exception>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = new List<int>(text.Length);
        foreach (var character in text.EnumerateRunes())
        {
            encoded.Add(tokens.TryGetValue(character, out var token)
                ? token
                : throw new UnknownCharacterException(character, encoded.Count, Count));
        }

        return [.. encoded];
    }

    /// <summary>The text of some tokens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A token isn't in 0 … <see cref="Count"/> − 1.</exception>
    public string Decode(ReadOnlySpan<int> encoded)
    {
        var text = new StringBuilder(encoded.Length);
        foreach (var token in encoded)
        {
            if ((uint)token >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(encoded), token, $"Expected tokens in 0 … {Count - 1}, given {token}.");
            text.Append(characters[token].ToString());
        }

        return text.ToString();
    }
}
