using System.Numerics;

namespace RnnGraph;

/// <summary>Up to four arrays that a run writes, in the order of the signature, each <c>[T, B, F]</c>. An empty one isn't written.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct Outputs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<T> _first;
    private readonly Span<T> _second;
    private readonly Span<T> _third;
    private readonly Span<T> _fourth;

    /// <summary>One array.</summary>
    public Outputs(Span<T> first)
    {
        _first = first;
        Count = 1;
    }

    /// <summary>Two arrays.</summary>
    public Outputs(Span<T> first, Span<T> second)
        : this(first)
    {
        _second = second;
        Count = 2;
    }

    /// <summary>Three arrays.</summary>
    public Outputs(Span<T> first, Span<T> second, Span<T> third)
        : this(first, second)
    {
        _third = third;
        Count = 3;
    }

    /// <summary>Four arrays.</summary>
    public Outputs(Span<T> first, Span<T> second, Span<T> third, Span<T> fourth)
        : this(first, second, third)
    {
        _fourth = fourth;
        Count = 4;
    }

    /// <summary>Writes nothing.</summary>
    public static Outputs<T> None => default;

    /// <summary>How many arrays there are.</summary>
    public int Count { get; }

    internal Span<T> this[int index] => index switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        _ => _fourth,
    };

    /// <summary>One array.</summary>
    public static implicit operator Outputs<T>(T[] values) => new(values.AsSpan());

    /// <summary>One array.</summary>
    public static implicit operator Outputs<T>(Span<T> values) => new(values);
}
