namespace RnnGraph.Runtime.Segments;

/// <summary>
/// The steps of a run along the first time axis, cut in segments of which one at a time stands in memory. All have the same number of steps but the last, which may have less.
/// </summary>
/// <param name="steps">The steps of the run, 0 or more.</param>
/// <param name="length">The steps of a segment, 1 or more.</param>
internal sealed class StepSegments(int steps, int length)
{
    /// <summary>The steps of a segment.</summary>
    public int Length { get; } = length;

    /// <summary>How many there are, 1 or more.</summary>
    public int Count { get; } = CountOf(steps, length);

    /// <summary>The one that stands in memory.</summary>
    public int Current { get; set; }

    /// <summary>Whether the sequences begin in the present one.</summary>
    public bool IsFirst => Current == 0;

    /// <summary>Whether the sequences end in the present one.</summary>
    public bool IsLast => Current == Count - 1;

    /// <summary>The first step of the present one.</summary>
    public int Begin => Current * Length;

    /// <summary>The step after the last of the present one.</summary>
    public int End => Math.Min(steps, Begin + Length);

    /// <summary>All steps at once.</summary>
    public static StepSegments Whole(int steps) => new(steps, Math.Max(1, steps));

    /// <summary>How many segments of a length there are.</summary>
    public static int CountOf(int steps, int length) => Math.Max(1, (int)(((long)steps + length - 1) / length));

    /// <summary>The fewest segments that fit: the fewer they are, the less is computed a second time and kept between them.</summary>
    /// <param name="steps">The steps of the run.</param>
    /// <param name="bytes">The bytes of a run in segments of a length.</param>
    /// <param name="most">The most bytes it may take.</param>
    /// <param name="least">The least bytes that any length takes, where none fits.</param>
    /// <returns>null if none fits.</returns>
    public static StepSegments? Fewest(int steps, Func<int, long> bytes, long most, out long least)
    {
        least = long.MaxValue;
        for (var length = Math.Max(1, steps); ;)
        {
            var taken = bytes(length);
            least = Math.Min(least, taken);
            if (taken <= most)
                return new StepSegments(steps, length);
            if (length == 1)
                return null;

            // As many segments more as make them shorter, and all about as long.
            length = (int)(((long)steps + CountOf(steps, length - 1) - 1) / CountOf(steps, length - 1));
        }
    }
}
