namespace RnnGraph;

/// <summary>Tokens of a network: indices from 0 below the size of a vocabulary, which the caller gives.</summary>
public sealed class Tokens
{
    internal Tokens(string name, Size vocabulary, Node index, Node oneHot)
    {
        Name = name;
        Vocabulary = vocabulary;
        Index = index;
        OneHot = oneHot;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>How many different tokens there are.</summary>
    public Size Vocabulary { get; }

    /// <summary>The index as one feature, [1].</summary>
    public Node Index { get; }

    /// <summary>1 in the feature of the token, 0 in the others, [vocabulary]. A product with it is a row of its matrix, looked up.</summary>
    public Node OneHot { get; }
}
