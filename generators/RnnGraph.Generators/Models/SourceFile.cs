namespace RnnGraph.Generators.Models;

/// <summary>One emitted file: what its name adds to the cell's, and its text.</summary>
internal sealed class SourceFile : IEquatable<SourceFile>
{
    public SourceFile(string suffix, string text)
    {
        Suffix = suffix;
        Text = text;
    }

    public string Suffix { get; }

    public string Text { get; }

    public bool Equals(SourceFile? other) => other is not null && Suffix == other.Suffix && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SourceFile);

    public override int GetHashCode() => unchecked((StringComparer.Ordinal.GetHashCode(Suffix) * 31) + StringComparer.Ordinal.GetHashCode(Text));
}
