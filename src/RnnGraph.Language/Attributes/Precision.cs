namespace RnnGraph;

/// <summary>The type that a kernel computes in.</summary>
public enum Precision
{
    /// <summary><see cref="float"/>.</summary>
    Single,

    /// <summary><see cref="double"/>.</summary>
    Double,
}
