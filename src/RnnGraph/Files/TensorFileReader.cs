using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RnnGraph.Files;

/// <summary>Reads a safetensors file. Opening checks the whole header against the file (and the checksum, where the file has one); values are read
/// straight into the caller's memory, so that nothing is ever allocated because a header claims it.</summary>
public sealed class TensorFileReader : IDisposable
{
    /// <summary>The longest header that is read, as in the reference implementation: 100 MB.</summary>
    private const long LongestHeader = 100_000_000;

    private readonly FileStream stream;
    private readonly string path;
    private readonly long dataStart;
    private readonly Dictionary<string, TensorEntry> byName;

    private TensorFileReader(string path, FileStream stream)
    {
        this.path = path;
        this.stream = stream;
        var header = ReadHeader();
        dataStart = stream.Position;
        try
        {
            (var entries, Metadata) = TensorHeader.Parse(header, stream.Length - dataStart);
            Entries = entries;
            byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        }
        catch (FormatException error)
        {
            throw new TensorFileException(path, error.Message, error);
        }

        HasChecksum = FileChecksum.IsIn(header) && Metadata.TryGetValue(FileChecksum.Key, out var expected) && Verify(expected);
    }

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>The file's text metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Whether the file has a checksum; it was verified then.</summary>
    public bool HasChecksum { get; }

    /// <summary>Opens a file and checks it.</summary>
    /// <exception cref="TensorFileException">The file is not a sound safetensors file.</exception>
    /// <exception cref="IOException">The file can't be opened or read.</exception>
    public static TensorFileReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: expected a safetensors file, there is no such file", path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return new(path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of that name, or null.</summary>
    public TensorEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Reads a tensor's values, row-major. A file's floats of any size may be read as float or double (rounded, where the file's are larger).</summary>
    /// <typeparam name="T">float, double or long (long only from I64).</typeparam>
    /// <param name="name">The tensor.</param>
    /// <param name="values">Filled; as long as the tensor has elements.</param>
    /// <exception cref="TensorFileException">There is no such tensor, or its type or length is another.</exception>
    public void Read<T>(string name, Span<T> values)
        where T : unmanaged
    {
        var entry = Find(name) ?? throw new TensorFileException(path, $"expected a tensor '{name}', the file has none of that name");
        if (entry.Count != values.Length)
        {
            throw new TensorFileException(path,
                $"tensor '{name}': expected {values.Length} values, the file has {entry.ShapeText}, {entry.Count} values");
        }

        stream.Position = dataStart + entry.Begin;
        var wanted = TensorElements.Of<T>();
        if (entry.Element == wanted)
            ReadExactly(values);
        else if (wanted == TensorElement.F64)
            ReadDoubles(entry, MemoryMarshal.Cast<T, double>(values));
        else if (wanted == TensorElement.F32)
            ReadSingles(entry, MemoryMarshal.Cast<T, float>(values));
        else
            throw WrongElement(entry, wanted);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private byte[] ReadHeader()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new TensorFileException(path, $"expected a safetensors file, which is 10 bytes or longer, given {stream.Length} bytes");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var room = stream.Length - stream.Position;
        if (length > (ulong)room)
            throw new TensorFileException(path, $"the header claims {length} bytes, but only {room} are there: truncated, or not a safetensors file");
        if (length > LongestHeader)
            throw new TensorFileException(path, $"the header claims {length} bytes, expected at most {LongestHeader}");
        var header = new byte[length];
        stream.ReadExactly(header);
        return header;
    }

    private bool Verify(string expected)
    {
        var given = FileChecksum.Compute(stream);
        return given == expected
            ? true
            : throw new TensorFileException(path, $"the checksum is wrong, expected {expected}, given {given}: the file was changed or damaged");
    }

    private void ReadExactly<T>(Span<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Tensor files are little-endian, and this machine is not.");
        stream.ReadExactly(MemoryMarshal.AsBytes(values));
    }

    private void ReadDoubles(TensorEntry entry, Span<double> values)
    {
        switch (entry.Element)
        {
            case TensorElement.F32:
                Convert<float, double>(values, value => value);
                break;
            case TensorElement.F16:
                Convert<Half, double>(values, value => (double)value);
                break;
            case TensorElement.BF16:
                Convert<BrainFloat, double>(values, value => value.ToSingle());
                break;
            default:
                throw WrongElement(entry, TensorElement.F64);
        }
    }

    private void ReadSingles(TensorEntry entry, Span<float> values)
    {
        switch (entry.Element)
        {
            case TensorElement.F64:
                Convert<double, float>(values, value => (float)value);
                break;
            case TensorElement.F16:
                Convert<Half, float>(values, value => (float)value);
                break;
            case TensorElement.BF16:
                Convert<BrainFloat, float>(values, value => value.ToSingle());
                break;
            default:
                throw WrongElement(entry, TensorElement.F32);
        }
    }

    private TensorFileException WrongElement(TensorEntry entry, TensorElement wanted)
        => new(path, $"tensor '{entry.Name}': expected {wanted.FileName()}, the file has {entry.Element.FileName()}");

    private void Convert<TFrom, TTo>(Span<TTo> values, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
    {
        var buffer = new TFrom[Math.Min(values.Length, 1 << 12)];
        while (!values.IsEmpty)
        {
            var block = buffer.AsSpan(0, Math.Min(values.Length, buffer.Length));
            ReadExactly(block);
            for (var i = 0; i < block.Length; i++)
                values[i] = convert(block[i]);
            values = values[block.Length..];
        }
    }
}
