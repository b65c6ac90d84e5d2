using System.Numerics;

namespace RnnGraph.Training;

/// <summary>How many values an optimiser takes at a time.</summary>
internal static class OptimizerBlock
{
    /// <summary>Values of a block: with its scratch and up to five arrays it stays in the first-level cache.</summary>
    public const int Length = 1024;
}

/// <summary>What an optimiser remembers of a stretch of values.</summary>
/// <param name="memories">All that it remembers.</param>
/// <param name="cell">Of which cell.</param>
/// <param name="at">The first value.</param>
/// <param name="count">How many.</param>
internal readonly struct OptimizerBlock<T>(IReadOnlyList<OptimizerMemory<T>> memories, int cell, int at, int count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The numbers of one memory, in the order of the optimiser's.</summary>
    public Span<T> this[int memory] => memories[memory].Cells[cell].Values.Slice(at, count);
}
