namespace RnnGraph;

/// <summary>
/// For each row how many of the steps are its own, along each time axis in the order of <see cref="CellSignature.Axes"/>; an empty span stands for all steps.
/// A span alone is that of the first axis.
/// </summary>
public readonly ref struct Lengths
{
    /// <summary>The most time axes a network can have.</summary>
    public const int MaxAxes = 4;

    private readonly ReadOnlySpan<int> _first;
    private readonly ReadOnlySpan<int> _second;
    private readonly ReadOnlySpan<int> _third;
    private readonly ReadOnlySpan<int> _fourth;

    /// <summary>The lengths along up to four axes.</summary>
    public Lengths(ReadOnlySpan<int> first, ReadOnlySpan<int> second = default, ReadOnlySpan<int> third = default, ReadOnlySpan<int> fourth = default)
    {
        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
        Count = !fourth.IsEmpty ? 4 : !third.IsEmpty ? 3 : !second.IsEmpty ? 2 : first.IsEmpty ? 0 : 1;
    }

    /// <summary>Every row has all steps.</summary>
    public static Lengths All => default;

    /// <summary>Up to which axis lengths are given.</summary>
    internal int Count { get; }

    /// <summary>The lengths along an axis, one for each row; empty if every row has all steps.</summary>
    /// <param name="axis">From 0, in the order of <see cref="CellSignature.Axes"/>.</param>
    public ReadOnlySpan<int> this[int axis] => axis switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        _ => _fourth,
    };

    /// <summary>The lengths along the first axis; null for all steps.</summary>
    public static implicit operator Lengths(int[]? first) => new(first.AsSpan());

    /// <summary>The lengths along the first axis.</summary>
    public static implicit operator Lengths(Span<int> first) => new(first);

    /// <summary>The lengths along the first axis.</summary>
    public static implicit operator Lengths(ReadOnlySpan<int> first) => new(first);
}
