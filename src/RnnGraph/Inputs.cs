using System.Numerics;

namespace RnnGraph;

/// <summary>
/// Up to eight arrays that a run reads, in the order of the signature: each <c>[T, B, F]</c> values, or for an input that only enters products
/// <c>[T, B]</c> token indexes, which stand for one-hot rows. What a network takes once for each sequence is <c>[B, F]</c> or <c>[B]</c>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct Inputs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most arrays one value can hold.</summary>
    public const int MaxCount = 8;

    private readonly Argument _first;
    private readonly Argument _second;
    private readonly Argument _third;
    private readonly Argument _fourth;
    private readonly Argument _fifth;
    private readonly Argument _sixth;
    private readonly Argument _seventh;
    private readonly Argument _eighth;

    /// <summary>One array of values.</summary>
    public Inputs(ReadOnlySpan<T> first)
    {
        _first = new Argument(first);
        Count = 1;
    }

    /// <summary>Two arrays of values.</summary>
    public Inputs(ReadOnlySpan<T> first, ReadOnlySpan<T> second)
        : this(first)
    {
        _second = new Argument(second);
        Count = 2;
    }

    /// <summary>Three arrays of values.</summary>
    public Inputs(ReadOnlySpan<T> first, ReadOnlySpan<T> second, ReadOnlySpan<T> third)
        : this(first, second)
    {
        _third = new Argument(third);
        Count = 3;
    }

    /// <summary>Four arrays of values.</summary>
    public Inputs(ReadOnlySpan<T> first, ReadOnlySpan<T> second, ReadOnlySpan<T> third, ReadOnlySpan<T> fourth)
        : this(first, second, third)
    {
        _fourth = new Argument(fourth);
        Count = 4;
    }

    /// <summary>One array of token indexes.</summary>
    public Inputs(ReadOnlySpan<int> tokens)
    {
        _first = new Argument(tokens);
        Count = 1;
    }

    private Inputs(Inputs<T> others, Argument last)
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
            default: throw new InvalidOperationException($"A run takes at most {MaxCount} inputs.");
        }

        Count = others.Count + 1;
    }

    /// <summary>How many arrays there are.</summary>
    public int Count { get; }

    internal Argument this[int index] => index switch
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

    /// <summary>These and one more array of values.</summary>
    public Inputs<T> And(ReadOnlySpan<T> values) => new(this, new Argument(values));

    /// <summary>These and one more array of token indexes.</summary>
    public Inputs<T> AndTokens(ReadOnlySpan<int> tokens) => new(this, new Argument(tokens));

    /// <summary>One array of values.</summary>
    public static implicit operator Inputs<T>(T[] values) => new((ReadOnlySpan<T>)values);

    /// <summary>One array of values.</summary>
    public static implicit operator Inputs<T>(Span<T> values) => new((ReadOnlySpan<T>)values);

    /// <summary>One array of values.</summary>
    public static implicit operator Inputs<T>(ReadOnlySpan<T> values) => new(values);

    /// <summary>One array of token indexes.</summary>
    public static implicit operator Inputs<T>(int[] tokens) => new((ReadOnlySpan<int>)tokens);

    /// <summary>One array of token indexes.</summary>
    public static implicit operator Inputs<T>(Span<int> tokens) => new((ReadOnlySpan<int>)tokens);

    /// <summary>One array of token indexes.</summary>
    public static implicit operator Inputs<T>(ReadOnlySpan<int> tokens) => new(tokens);

    internal readonly ref struct Argument
    {
        public Argument(ReadOnlySpan<T> values)
        {
            Values = values;
        }

        public Argument(ReadOnlySpan<int> tokens)
        {
            Tokens = tokens;
            IsTokens = true;
        }

        public ReadOnlySpan<T> Values { get; }

        public ReadOnlySpan<int> Tokens { get; }

        public bool IsTokens { get; }
    }
}
