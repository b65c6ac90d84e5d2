namespace RnnGraph.Runtime;

/// <summary>
/// Whether a body goes over a single row or several, said by a type: a body over a single row is compiled by itself, without the loop over rows and what leads from one row to the next. That is a
/// sixth of its instructions, and a streaming step of some units is as long as the processor takes to look past them for what it can begin.
/// </summary>
public interface IRowCount
{
    /// <summary>Whether there is one row.</summary>
    static abstract bool IsOne { get; }
}

/// <summary>A single row.</summary>
public readonly struct SingleRow : IRowCount
{
    /// <inheritdoc/>
    public static bool IsOne => true;
}

/// <summary>Any number of rows.</summary>
public readonly struct SeveralRows : IRowCount
{
    /// <inheritdoc/>
    public static bool IsOne => false;
}
