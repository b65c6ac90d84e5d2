using System.Numerics;

namespace RnnGraph.Training;

/// <summary>An input of a cell or network along one sequence: values or tokens.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SequenceInput<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private SequenceInput(T[]? values, int[]? tokens)
    {
        Values = values;
        Tokens = tokens;
    }

    /// <summary>Values, <c>[T, F]</c>; null of tokens.</summary>
    public IReadOnlyList<T>? Values { get; }

    /// <summary>Tokens, <c>[T]</c>; null of values.</summary>
    public IReadOnlyList<int>? Tokens { get; }

    /// <summary>Values, <c>[T, F]</c>.</summary>
    public static implicit operator SequenceInput<T>(T[] values) => new(values ?? throw new ArgumentNullException(nameof(values)), null);

    /// <summary>Tokens, <c>[T]</c>.</summary>
    public static implicit operator SequenceInput<T>(int[] tokens) => new(null, tokens ?? throw new ArgumentNullException(nameof(tokens)));
}
