using System.Numerics;

namespace RnnGraph;

/// <summary>
/// Up to eight arrays that a run writes, in the order of the signature, each <c>[T, B, F]</c>, or <c>[B, F]</c> for a value that a network gives once for each
/// sequence. An empty one isn't written.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct Outputs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<T> _first;
    private readonly Span<T> _second;
    private readonly Span<T> _third;
    private readonly Span<T> _fourth;
    private readonly Span<T> _fifth;
    private readonly Span<T> _sixth;
    private readonly Span<T> _seventh;
    private readonly Span<T> _eighth;

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

    private Outputs(Outputs<T> others, Span<T> last)
    {
        this = others;
        switch (others.Count)
        {
            case 0: _first = last; break;
            case 1: _second = last; break;
            case 2: _third = last; break;
            case 3: _fourth = last; break;
            case 4: _fifth = last; break;
            case 5: _sixth = last; break;
            case 6: _seventh = last; break;
            case 7: _eighth = last; break;
            default: throw new InvalidOperationException($"A run gives at most {Inputs<T>.MaxCount} outputs.");
        }

        Count = others.Count + 1;
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
        3 => _fourth,
        4 => _fifth,
        5 => _sixth,
        6 => _seventh,
        _ => _eighth,
    };

    /// <summary>These and one more array.</summary>
    public Outputs<T> And(Span<T> values) => new(this, values);

    /// <summary>One array.</summary>
    public static implicit operator Outputs<T>(T[] values) => new(values.AsSpan());

    /// <summary>One array.</summary>
    public static implicit operator Outputs<T>(Span<T> values) => new(values);
}
