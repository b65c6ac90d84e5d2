namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>A range, <c>a..b</c>; each end is an <see cref="int"/>, an <see cref="IndexFromEnd"/> or open.</summary>
internal sealed class Slice
{
    public Slice(object? start, object? end)
    {
        Start = start;
        End = end;
    }

    public object? Start { get; }

    public object? End { get; }

    /// <summary>First index and length of the slice of <paramref name="length"/> elements.</summary>
    public (int Start, int Length) Within(int length)
    {
        var start = Start is null ? 0 : Position(Start, length);
        var end = End is null ? length : Position(End, length);
        if (start < 0 || end < start || end > length)
        {
            throw new EvaluatedException($"the range {start}..{end} is outside a length of {length}");
        }

        return (start, end - start);
    }

    /// <summary>An index as a number from the start.</summary>
    public static int Position(object index, int length) => index is IndexFromEnd fromEnd ? length - fromEnd.Offset : (int)index;
}
