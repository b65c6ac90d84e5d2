using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGraph.Files;

/// <summary>Reads a safetensors file. Opening checks the whole header against the file (and the checksum, where the file has one). The data are mapped into memory, and values copied from
/// there into the caller's, so that nothing is ever allocated because a header claims it.</summary>
/// <remarks>While it is open the file must not be shortened in place, which the operating system answers by ending the program that reads it. What replaces a file as a whole, as all writers of
/// this library do, leaves an open reader the old one.</remarks>
public sealed class TensorFileReader : IDisposable
{
    /// <summary>The longest header that is read, as in the reference implementation: 100 MB.</summary>
    private const long LongestHeader = 100_000_000;

    private readonly FileStream stream;
    private readonly string path;
    private readonly long dataStart;
    private readonly long dataLength;
    private readonly Dictionary<string, TensorEntry> byName;
    private FileMapping? mapping;
    private bool isDisposed;

    private TensorFileReader(string path, FileStream stream, bool verify)
    {
        this.path = path;
        this.stream = stream;
        var header = ReadHeader();
        dataStart = stream.Position;
        try
        {
            dataLength = stream.Length - dataStart;
            (var entries, Metadata) = TensorHeader.Parse(header, dataLength);
            Entries = entries;
            byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        }
        catch (FormatException error)
        {
            throw new TensorFileException(path, error.Message, error);
        }

        HasChecksum = FileChecksum.IsIn(header) && Metadata.TryGetValue(FileChecksum.Key, out var expected) && (!verify || Verify(expected));
    }

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>The file's text metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Whether the file has a checksum; it was verified then, unless the file was opened without.</summary>
    public bool HasChecksum { get; }

    /// <summary>Opens a file and checks it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verify">Whether the checksum is verified, which reads the whole file; without, and as long as no values are read, nothing but the header is.</param>
    /// <exception cref="TensorFileException">The file is not a sound safetensors file.</exception>
    /// <exception cref="IOException">The file can't be opened or read.</exception>
    public static TensorFileReader Open(string path, bool verify = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: expected a safetensors file, there is no such file", path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0); // data are mapped; the header is read as a whole
        try
        {
            return new(path, stream, verify);
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

        var wanted = TensorElements.Of<T>();
        if (entry.Element == wanted)
            Stored<T>(entry).CopyTo(values);
        else if (wanted == TensorElement.F64)
            ReadDoubles(entry, MemoryMarshal.Cast<T, double>(values));
        else if (wanted == TensorElement.F32)
            ReadSingles(entry, MemoryMarshal.Cast<T, float>(values));
        else
            throw WrongElement(entry, wanted);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isDisposed = true;
        mapping?.Dispose();
        mapping = null;
        stream.Dispose();
    }

    /// <summary>A tensor's values where they lie in the file if they are <typeparamref name="T"/>s at an address fit for them, else copied. They are there until the reader is disposed.</summary>
    /// <param name="entry">A tensor of this file, its length checked.</param>
    internal ReadOnlySpan<T> Values<T>(TensorEntry entry)
        where T : unmanaged
    {
        // other writers needn't pad their header, so that a tensor may begin at any byte
        if (entry.Element == TensorElements.Of<T>() && (dataStart + entry.Begin) % Unsafe.SizeOf<T>() == 0)
            return Stored<T>(entry);
        var values = new T[entry.Count];
        Read(entry.Name, values.AsSpan());
        return values;
    }

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

    private ReadOnlySpan<T> Stored<T>(TensorEntry entry)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Tensor files are little-endian, and this machine is not.");
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (entry.Count == 0)
            return [];
        mapping ??= new(stream, dataStart + dataLength);
        return mapping.Values<T>(dataStart + entry.Begin, checked((int)entry.Count));
    }

    private void ReadDoubles(TensorEntry entry, Span<double> values)
    {
        switch (entry.Element)
        {
            case TensorElement.F32:
                Convert(Stored<float>(entry), values, value => value);
                break;
            case TensorElement.F16:
                Convert(Stored<Half>(entry), values, value => (double)value);
                break;
            case TensorElement.BF16:
                Convert(Stored<BrainFloat>(entry), values, value => value.ToSingle());
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
                Convert(Stored<double>(entry), values, value => (float)value);
                break;
            case TensorElement.F16:
                Convert(Stored<Half>(entry), values, value => (float)value);
                break;
            case TensorElement.BF16:
                Convert(Stored<BrainFloat>(entry), values, value => value.ToSingle());
                break;
            default:
                throw WrongElement(entry, TensorElement.F32);
        }
    }

    private TensorFileException WrongElement(TensorEntry entry, TensorElement wanted)
        => new(path, $"tensor '{entry.Name}': expected {wanted.FileName()}, the file has {entry.Element.FileName()}");

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> stored, Span<TTo> values, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = convert(Unsafe.ReadUnaligned<TFrom>(in Unsafe.As<TFrom, byte>(ref Unsafe.AsRef(in stored[i]))));
    }
}
