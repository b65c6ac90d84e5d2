namespace RnnGraph.Generators.Models;

/// <summary>Where the class with a hint name stands. Apart from <see cref="ClassModel"/>, because it moves with every line inserted above it.</summary>
internal sealed class ClassSite : IEquatable<ClassSite>
{
    public ClassSite(string hintName, SourceSpan span)
    {
        HintName = hintName;
        Span = span;
    }

    public string HintName { get; }

    public SourceSpan Span { get; }

    public bool Equals(ClassSite? other) => other is not null && HintName == other.HintName && Span.Equals(other.Span);

    public override bool Equals(object? obj) => Equals(obj as ClassSite);

    public override int GetHashCode() => unchecked((StringComparer.Ordinal.GetHashCode(HintName) * 31) + Span.GetHashCode());
}
