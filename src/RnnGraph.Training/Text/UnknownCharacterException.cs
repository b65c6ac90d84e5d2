using System.Globalization;
using System.Text;

namespace RnnGraph.Training;

/// <summary>A text holds a character that the model's vocabulary lacks.</summary>
public sealed class UnknownCharacterException : ArgumentException
{
    /// <summary>An error about one character.</summary>
    /// <param name="character">The character.</param>
    /// <param name="position">Where it stands first, in characters from 0.</param>
    /// <param name="known">How many characters the vocabulary has.</param>
    public UnknownCharacterException(Rune character, int position, int known)
        : base(string.Create(CultureInfo.InvariantCulture,
            $"the text holds {Show(character)} at position {position}, expected only the {known} characters that the model knows"))
    {
        Character = character;
        Position = position;
    }

    /// <summary>The character.</summary>
    public Rune Character { get; }

    /// <summary>Where it stands first, in characters from 0.</summary>
    public int Position { get; }

    private static string Show(Rune character)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"U+{character.Value:X4}");
        return Rune.IsControl(character) ? code : $"'{character}' ({code})";
    }
}
