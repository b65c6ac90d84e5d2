using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using RnnGraph.Files;

namespace RnnGraph.Training.Tests.Files;

/// <summary>Values are copied from the mapped file, of whatever length and alignment, and nothing else is held of it.</summary>
public sealed class MappedTensorFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_empty_file_is_refused_and_one_without_tensors_is_not()
    {
        File.WriteAllBytes(folder.File("empty"), []);
        Assert.Contains("given 0 bytes", Assert.Throws<TensorFileException>(() => TensorFileReader.Open(folder.File("empty"))).Message, StringComparison.Ordinal);

        using var none = TensorFileReader.Open(RawFile.Write(folder.File("none"), "{}", 0));
        Assert.Empty(none.Entries);
        using var hollow = TensorFileReader.Open(RawFile.Write(folder.File("hollow"), """{"w":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0));
        hollow.Read("w", Array.Empty<float>().AsSpan());
    }

    [Theory]
    [InlineData("F32", 4)]
    [InlineData("F64", 8)]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    public void A_tensor_may_begin_at_any_byte(string type, int size)
    {
        byte[] one = type switch
        {
            "F32" => BitConverter.GetBytes(1.5f),
            "F64" => BitConverter.GetBytes(1.5),
            "F16" => BitConverter.GetBytes((Half)1.5f),
            _ => BitConverter.GetBytes(1.5f)[2..],
        };
        for (var padding = 0; padding < 8; padding++)
        {
            var header = $$$"""{"w":{"dtype":"{{{type}}}","shape":[3],"data_offsets":[0,{{{3 * size}}}]}}""" + new string(' ', padding);
            File.WriteAllBytes(folder.File("a"), [.. Length(header.Length), .. Encoding.UTF8.GetBytes(header), .. one, .. one, .. one]);
            using (var reader = TensorFileReader.Open(folder.File("a")))
            {
                var (floats, doubles) = (new float[3], new double[3]);
                reader.Read("w", floats.AsSpan());
                reader.Read("w", doubles.AsSpan());
                Assert.Equal([1.5f, 1.5f, 1.5f], floats);
                Assert.Equal([1.5, 1.5, 1.5], doubles);
            }

            var (single, twice) = (new Kept<float>(3), new Kept<double>(3));
            single.Load(folder.File("a"));
            twice.Load(folder.File("a"));
            Assert.Equal([1.5f, 1.5f, 1.5f], single.Values);
            Assert.Equal([1.5, 1.5, 1.5], twice.Values);
        }
    }

    [Fact]
    public void Values_go_straight_into_the_parameters()
    {
        const int Count = 1 << 22;
        var writer = new TensorFileWriter();
        writer.Add("w", [Count], Enumerable.Range(0, Count).Select(i => (float)i).ToArray());
        writer.Save(folder.File("a"));
        var kept = new Kept<float>(Count);
        kept.Load(folder.File("a"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        kept.Load(folder.File("a"));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, 200_000); // header, names and the checksum's buffer of 64 KiB; the values are 16 MiB
        Assert.Equal(Count - 1, kept.Values[^1]);
    }

    [Fact]
    public void A_file_of_more_than_two_gigabytes_is_read_where_it_is_asked_for()
    {
        // Two tensors of 1.25 GB, sparse: the file takes a few pages on the disk.
        const long Bytes = 1_250_000_000;
        var path = folder.File("large");
        var header = $$$"""{"a":{"dtype":"F32","shape":[{{{Bytes / 4}}}],"data_offsets":[0,{{{Bytes}}}]},"b":{"dtype":"F32","shape":[{{{(Bytes / 4) - 2}}}],"data_offsets":[{{{Bytes}}},{{{(2 * Bytes) - 8}}}]},"c":{"dtype":"F32","shape":[2],"data_offsets":[{{{(2 * Bytes) - 8}}},{{{2 * Bytes}}}]}}""";
        using (var file = File.Create(path))
        {
            file.Write(Length(header.Length));
            file.Write(Encoding.UTF8.GetBytes(header));
            file.SetLength(file.Position + (2 * Bytes));
            file.Position = file.Length - 4;
            file.Write(BitConverter.GetBytes(2.5f));
        }

        using (var reader = TensorFileReader.Open(path))
        {
            var last = new float[2];
            reader.Read("c", last.AsSpan());
            Assert.Equal([0f, 2.5f], last);
        }

        using (var file = File.OpenWrite(path))
            file.SetLength(file.Length - 1);
        Assert.Contains("truncated", Assert.Throws<TensorFileException>(() => TensorFileReader.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_checksum_being_verified_only_the_header_is_read()
    {
        var path = folder.File("a");
        var writer = new TensorFileWriter();
        writer.Add("w", [2], [1f, 2f]);
        writer.Save(path);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Throws<TensorFileException>(() => TensorFileReader.Open(path));
        using var reader = TensorFileReader.Open(path, verify: false);
        Assert.True(reader.HasChecksum);
        Assert.Equal("[2]", reader.Find("w")!.ShapeText);
    }

    [Fact]
    public void A_disposed_reader_reads_no_more()
    {
        var reader = TensorFileReader.Open(RawFile.Write(folder.File("a"), """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8));
        var values = new float[2];
        reader.Read("w", values.AsSpan());
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.Read("w", values.AsSpan()));
        reader.Dispose();
    }

    [Fact]
    public void A_file_that_is_replaced_while_it_is_open_stays_as_it_was()
    {
        var path = folder.File("a");
        Save(1);
        using (var reader = TensorFileReader.Open(path))
        {
            Save(2);
            var value = new float[1];
            reader.Read("w", value.AsSpan());
            Assert.Equal(1f, value[0]);
        }

        var kept = new Kept<float>(1);
        kept.Load(path);
        Assert.Equal(2f, kept.Values[0]);

        void Save(float value)
        {
            var writer = new TensorFileWriter();
            writer.Add("w", [1], [value]);
            writer.Save(path);
        }
    }

    private static byte[] Length(int length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)length);
        return bytes;
    }

    /// <summary>One vector, w.</summary>
    private sealed class Kept<T>(int count) : INamedParameters<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T[] Values { get; } = new T[count];

        public IReadOnlyList<string> Names => ["w"];

        public IReadOnlyList<int> Shape(string name) => [Values.Length];

        public void Read(string name, Span<T> rowMajor) => Values.CopyTo(rowMajor);

        public void Write(string name, ReadOnlySpan<T> rowMajor) => rowMajor.CopyTo(Values);
    }
}
