namespace RnnGraph.Generators.Remembering;

/// <summary>A type declaration with attributes, as far as its syntax tells.</summary>
internal sealed class AttributedType
{
    public AttributedType(int start, bool isMarked, IReadOnlyList<string> attributes)
    {
        Start = start;
        IsMarked = isMarked;
        Attributes = attributes;
    }

    /// <summary>Where its declaration starts in the file.</summary>
    public int Start { get; }

    /// <summary>Whether an attribute is called like one that makes a class a cell or a network, or by an alias of this file.</summary>
    public bool IsMarked { get; }

    /// <summary>The attributes' names, without namespaces, with and without the suffix: one may be an alias that another file makes for the whole program.</summary>
    public IReadOnlyList<string> Attributes { get; }
}
