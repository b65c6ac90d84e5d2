using System.Globalization;

namespace RnnGraph.Onnx;

/// <summary>Arithmetic on shapes.</summary>
internal static class Shapes
{
    /// <summary>The most axes of a tensor, as in numpy 2: what counts axes may recurse, or keep its place on the stack.</summary>
    public const int MostAxes = 64;

    /// <summary>
    /// The most values of a result behind which no values of its node's inputs stand, such as a shape filled with one value: far beyond any model's states, and half a gigabyte at most, so that a file of a
    /// hundred bytes can't take all memory.
    /// </summary>
    public const int MostFromNothing = 1 << 26;

    /// <summary>A shape as messages show it: <c>[2, 3]</c>.</summary>
    public static string Text(IEnumerable<int> shape) => Text(shape.Select(extent => (long)extent));

    /// <inheritdoc cref="Text(IEnumerable{int})"/>
    public static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>The product of the extents; null when an array can't hold as many.</summary>
    public static int? Count(IEnumerable<long> shape)
    {
        var (count, isEmpty) = (1L, false);
        foreach (var extent in shape)
        {
            if (extent < 0 || extent > Array.MaxLength)
                return null;
            isEmpty |= extent == 0;
            count = extent == 0 ? count : Math.Min(count * extent, long.MaxValue / Array.MaxLength);
        }

        return isEmpty ? 0 : count <= Array.MaxLength ? (int)count : null;
    }

    /// <summary>The product of extents that are known to fit.</summary>
    public static int Count(ReadOnlySpan<int> shape)
    {
        var count = 1;
        foreach (var extent in shape)
            count *= extent;
        return count;
    }

    /// <summary>For each axis how many values lie between two neighbours along it, row-major.</summary>
    public static int[] Strides(ReadOnlySpan<int> shape)
    {
        var strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>
    /// For each place of a tensor of <paramref name="shape"/>, row-major, where in an array its value comes from: <paramref name="start"/> + Σ over axes of place·stride.
    /// </summary>
    public static int[] Places(ReadOnlySpan<int> shape, ReadOnlySpan<int> strides, int start = 0)
    {
        var places = new int[Count(shape)];
        Span<int> index = stackalloc int[shape.Length];
        for (int i = 0, place = start; i < places.Length; i++)
        {
            places[i] = place;
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                place -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return places;
    }
}
