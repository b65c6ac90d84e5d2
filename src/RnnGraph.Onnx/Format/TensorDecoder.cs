using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RnnGraph.Onnx.Format;

/// <summary>Makes a tensor of what a file says of one. The shape is held against the values that are really there before anything is allocated by it.</summary>
internal static class TensorDecoder
{
    /// <summary>Reads the values: of the raw bytes, little-endian, where the file has them, else of the typed field.</summary>
    /// <exception cref="FormatException">The type is none that runs here, the shape and the values don't fit, or the values aren't in the file.</exception>
    public static OnnxTensor Decode(TensorMessage message)
    {
        if (message.Elsewhere is { } elsewhere)
            throw Fault(message, elsewhere);
        return message.Type switch
        {
            ElementType.Float => Make(message, message.Floats, BinaryPrimitives.ReadSingleLittleEndian),
            ElementType.Double => Make(message, message.Doubles, BinaryPrimitives.ReadDoubleLittleEndian),
            ElementType.Int32 => Make(message, message.Ints, BinaryPrimitives.ReadInt32LittleEndian),
            ElementType.Int64 => Make(message, message.Longs, BinaryPrimitives.ReadInt64LittleEndian),
            ElementType.Bool => Make(message, new Flags(message.Ints), bytes => bytes[0] != 0),
            _ => throw Fault(message, $"its element type {message.Type} doesn't run here; Float, Double, Int32, Int64 and Bool do"),
        };
    }

    /// <summary>How many bytes the values take where they are packed; null where the file doesn't hold them in numbers.</summary>
    public static long? Bytes(TensorMessage message) =>
        message.Elsewhere is not null || message.Type is ElementType.String ? null
        : message.Raw is { } raw ? raw.Length
        : (sizeof(float) * (long)(message.Floats.Count + message.Ints.Count)) + (sizeof(double) * (long)(message.Doubles.Count + message.Longs.Count));

    private delegate T ReadOne<T>(ReadOnlySpan<byte> bytes);

    private static OnnxTensor<T> Make<T>(TensorMessage message, IReadOnlyList<T> typed, ReadOne<T> read)
        where T : unmanaged
    {
        if (message.Dims.Count > Shapes.MostAxes)
            throw Fault(message, $"it has {message.Dims.Count} axes; at most {Shapes.MostAxes} run here");
        var size = Marshal.SizeOf<T>() is var marshalled && typeof(T) == typeof(bool) ? 1 : marshalled;
        var count = Shapes.Count(message.Dims) ?? throw Fault(message, $"its shape {Shapes.Text(message.Dims)} has a negative extent, or more elements than an array holds");
        var given = message.Raw is null ? typed.Count : message.Raw.Length / size;
        if (given != count || (message.Raw is not null && message.Raw.Length % size != 0))
            throw Fault(message, $"its shape {Shapes.Text(message.Dims)} has {count} elements, but {(message.Raw is null ? $"{given} values" : $"{message.Raw.Length} bytes of values")} are there");

        var values = new T[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = message.Raw is null ? typed[i] : read(message.Raw.Span[(i * size)..]);
        return new(values, [.. message.Dims.Select(extent => (int)extent)]);
    }

    private static FormatException Fault(TensorMessage message, string problem) => new($"tensor '{message.Name}': {problem}");

    /// <summary>Truth values stand among the integers.</summary>
    private sealed class Flags(IReadOnlyList<int> numbers) : IReadOnlyList<bool>
    {
        public int Count => numbers.Count;

        public bool this[int index] => numbers[index] != 0;

        public IEnumerator<bool> GetEnumerator() => numbers.Select(number => number != 0).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
