using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace RnnGraph.Files;

/// <summary>Collects named tensors and text metadata and writes them as one safetensors file, with a checksum.</summary>
public sealed class TensorFileWriter
{
    private const int Alignment = 8;
    private readonly List<Item> items = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> metadata = new(StringComparer.Ordinal);

    /// <summary>Adds a tensor.</summary>
    /// <typeparam name="T">float, double or long.</typeparam>
    /// <param name="name">Its key, not used before.</param>
    /// <param name="shape">Its sizes, slowest first.</param>
    /// <param name="values">Its values, row-major; kept until <see cref="Save"/>, not copied.</param>
    public void Add<T>(string name, ReadOnlySpan<int> shape, T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Add(name, shape, values.Length, TensorElements.Of<T>(), stream => WriteValues<T>(stream, values));
    }

    /// <summary>Adds a tensor of floats in another precision, each rounded to the nearest, of two equally near to the even one.</summary>
    /// <param name="name">Its key, not used before.</param>
    /// <param name="shape">Its sizes, slowest first.</param>
    /// <param name="values">Its values, row-major; kept until <see cref="Save"/>, not copied.</param>
    /// <param name="storedAs"><see cref="TensorElement.F16"/> (to ±65504; larger ones become infinite) or <see cref="TensorElement.BF16"/>.</param>
    public void Add(string name, ReadOnlySpan<int> shape, float[] values, TensorElement storedAs)
    {
        ArgumentNullException.ThrowIfNull(values);
        Action<Stream> write = storedAs switch
        {
            TensorElement.F16 => stream => WriteConverted(stream, values, value => (Half)value),
            TensorElement.BF16 => stream => WriteConverted(stream, values, BrainFloat.Of),
            _ => throw new ArgumentOutOfRangeException(nameof(storedAs), storedAs, $"Tensor '{name}': expected F16 or BF16, given {storedAs.FileName()}."),
        };
        Add(name, shape, values.Length, storedAs, write);
    }

    /// <summary>Sets a text of the file's metadata.</summary>
    public void SetMetadata(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        if (key == FileChecksum.Key)
            throw new ArgumentException($"Metadata '{key}': the writer's own checksum has this name.", nameof(key));
        metadata[key] = value;
    }

    /// <summary>Writes the file, whole or not at all (<see cref="AtomicFile"/>).</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Write);

    private void Add(string name, ReadOnlySpan<int> shape, int values, TensorElement element, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        long count = 1;
        foreach (var size in shape)
            count *= size;
        var sizes = shape.ToArray().Select(size => (long)size).ToArray();
        if (count != values)
        {
            throw new ArgumentException($"Tensor '{name}': expected {count} values for the shape {TensorEntry.FormatShape(sizes)}, given {values}.", nameof(values));
        }

        if (name == TensorHeader.MetadataKey || !names.Add(name))
            throw new ArgumentException($"Tensor '{name}': the name is used already.", nameof(name));
        items.Add(new(name, element, sizes, write));
    }

    private void Write(Stream stream)
    {
        // tensors in ordinal order of their names, 8-byte elements first, so that every tensor is aligned and the bytes depend on nothing else
        var ordered = items.OrderByDescending(item => item.Element.Bytes()).ThenBy(item => item.Name, StringComparer.Ordinal).ToList();
        var header = Header(ordered);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var item in ordered)
            item.Write(stream);
        var sum = FileChecksum.Compute(stream);
        stream.Position = FileChecksum.Position;
        stream.Write(Encoding.ASCII.GetBytes(sum));
    }

    private byte[] Header(List<Item> ordered)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject(TensorHeader.MetadataKey);
            json.WriteString(FileChecksum.Key, FileChecksum.Blank);
            foreach (var (key, value) in metadata)
                json.WriteString(key, value);
            json.WriteEndObject();
            long begin = 0;
            foreach (var item in ordered)
            {
                var end = begin + (item.Shape.Aggregate(1L, (count, size) => count * size) * item.Element.Bytes());
                json.WriteStartObject(item.Name);
                json.WriteString("dtype", item.Element.FileName());
                WriteNumbers(json, "shape", item.Shape);
                WriteNumbers(json, "data_offsets", [begin, end]);
                json.WriteEndObject();
                begin = end;
            }

            json.WriteEndObject();
        }

        while (bytes.Length % Alignment != 0)
            bytes.WriteByte((byte)' ');
        return bytes.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteValues<T>(Stream stream, T[] values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Tensor files are little-endian, and this machine is not.");
        stream.Write(MemoryMarshal.AsBytes<T>(values));
    }

    private static void WriteConverted<T>(Stream stream, float[] values, Func<float, T> convert)
        where T : unmanaged
    {
        const int Block = 1 << 12;
        foreach (var block in values.Chunk(Block))
            WriteValues(stream, Array.ConvertAll(block, value => convert(value)));
    }

    private sealed record Item(string Name, TensorElement Element, long[] Shape, Action<Stream> Write);
}
