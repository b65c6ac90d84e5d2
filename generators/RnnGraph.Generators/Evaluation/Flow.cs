namespace RnnGraph.Generators.Evaluation;

/// <summary>How a statement ended.</summary>
internal enum Flow
{
    /// <summary>At its end.</summary>
    Next,

    /// <summary>By <c>break</c>.</summary>
    Break,

    /// <summary>By <c>continue</c>.</summary>
    Continue,

    /// <summary>By <c>return</c>; the value is in the <see cref="Frame"/>.</summary>
    Return,
}
