namespace RnnGraph.Runtime;

/// <summary>Where a rearrangement takes each feature from.</summary>
public enum RearrangementKind
{
    /// <summary>The features of all sources, one source after the other.</summary>
    Concat,

    /// <summary>Features of the source from the offset on.</summary>
    Slice,

    /// <summary>The source from the offset on, 0 elsewhere.</summary>
    Pad,

    /// <summary>Each feature several times in a row.</summary>
    RepeatEach,

    /// <summary>All features several times over.</summary>
    Tile,

    /// <summary>The sums of features that follow each other.</summary>
    SumEach,

    /// <summary>The sum of pieces as large as the target.</summary>
    SumTiles,
}

/// <summary>target = the features of the sources, moved or summed in groups, row by row.</summary>
/// <param name="kind">Where each feature comes from.</param>
/// <param name="sources">The values read; one but for <see cref="RearrangementKind.Concat"/>.</param>
/// <param name="target">The value written.</param>
/// <param name="offset">Of a slice, the first feature read; of a pad, the first feature written.</param>
public sealed class RearrangementPlan(RearrangementKind kind, IReadOnlyList<SlotRef> sources, SlotRef target, int offset = 0)
{
    /// <summary>Where each feature comes from.</summary>
    public RearrangementKind Kind { get; } = kind;

    /// <summary>The values read.</summary>
    public IReadOnlyList<SlotRef> Sources { get; } = sources;

    /// <summary>The value written.</summary>
    public SlotRef Target { get; } = target;

    /// <summary>Of a slice, the first feature read; of a pad, the first feature written.</summary>
    public int Offset { get; } = offset;
}
