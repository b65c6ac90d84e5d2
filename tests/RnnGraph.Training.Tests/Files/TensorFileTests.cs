using RnnGraph.Files;

namespace RnnGraph.Training.Tests.Files;

/// <summary>Tensor files: what is written is read back, and what is read is what the format says.</summary>
public sealed class TensorFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Values_shapes_and_metadata_come_back_bit_for_bit()
    {
        var path = folder.File("a.safetensors");
        var floats = new[] { 1f, -0f, float.Epsilon, float.MaxValue, float.NaN, float.NegativeInfinity };
        var doubles = new[] { Math.PI, double.Epsilon };
        var longs = new[] { long.MinValue, 0, long.MaxValue };
        var writer = new TensorFileWriter();
        writer.Add("i.W", [2, 3], floats);
        writer.Add("größe", [2], doubles);
        writer.Add("step", [3], longs);
        writer.Add("empty", [0, 7], Array.Empty<float>());
        writer.SetMetadata("text", "line\nquote\" ü 🙂");
        writer.Save(path);

        using var reader = TensorFileReader.Open(path);
        Assert.True(reader.HasChecksum);
        Assert.Equal("line\nquote\" ü 🙂", reader.Metadata["text"]);
        Assert.Equal(["empty", "größe", "i.W", "step"], reader.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.Equal([2L, 3L], reader.Find("i.W")!.Shape);
        Assert.Equal(floats.Select(BitConverter.SingleToInt32Bits), ReadAll<float>(reader, "i.W").Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(doubles, ReadAll<double>(reader, "größe"));
        Assert.Equal(longs, ReadAll<long>(reader, "step"));
        Assert.Empty(ReadAll<float>(reader, "empty"));
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes_in_any_order_of_adding()
    {
        var first = new TensorFileWriter();
        first.Add("a", [1], [1f]);
        first.Add("b", [1], [2.0]);
        first.Save(folder.File("1"));
        var second = new TensorFileWriter();
        second.Add("b", [1], [2.0]);
        second.Add("a", [1], [1f]);
        second.Save(folder.File("2"));

        Assert.Equal(File.ReadAllBytes(folder.File("1")), File.ReadAllBytes(folder.File("2")));
    }

    [Fact]
    public void Floats_are_read_as_doubles_and_back()
    {
        var path = folder.File("a");
        var values = Enumerable.Range(0, 10_000).Select(i => i / 8.0).ToArray(); // more than one conversion block
        var writer = new TensorFileWriter();
        writer.Add("double", [values.Length], values);
        writer.Add("float", [values.Length], values.Select(value => (float)value).ToArray());
        writer.Save(path);

        using var reader = TensorFileReader.Open(path);
        Assert.Equal(values, ReadAll<double>(reader, "float")); // eighths are exact in both
        Assert.Equal(values, ReadAll<float>(reader, "double").Select(value => (double)value));
    }

    [Fact]
    public void Every_half_precision_number_is_read_and_written_with_its_bits()
    {
        var path = folder.File("a");
        var floats = Enumerable.Range(0, 1 << 16).Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray();
        var brains = Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.Int32BitsToSingle(bits << 16)).ToArray();
        var writer = new TensorFileWriter();
        writer.Add("half", [1 << 8, 1 << 8], floats, TensorElement.F16);
        writer.Add("brain", [1 << 16], brains, TensorElement.BF16);
        writer.Save(path);

        using var reader = TensorFileReader.Open(path);
        Assert.Equal((TensorElement.F16, TensorElement.BF16), (reader.Find("half")!.Element, reader.Find("brain")!.Element));
        Assert.Equal(floats, ReadAll<float>(reader, "half"));
        Assert.Equal(brains, ReadAll<float>(reader, "brain"));
        Assert.Equal(floats.Select(value => (double)value), ReadAll<double>(reader, "half"));
        Assert.Equal(brains.Select(value => (double)value), ReadAll<double>(reader, "brain"));
    }

    [Fact]
    public void Floats_are_rounded_to_the_nearest_of_less_precision_and_of_two_to_the_even_one()
    {
        var path = folder.File("a");
        var writer = new TensorFileWriter();
        var small = BitConverter.Int32BitsToSingle(0x7F800001); // a NaN whose payload is in the lower half alone
        writer.Add("brain", [8], [1f + (1f / 256), 1f + (3f / 256), 1f + (1f / 256) + (1f / 4096), -1f - (1f / 512), float.MaxValue, float.NegativeInfinity, small, 1e-45f], TensorElement.BF16);
        writer.Add("half", [4], [1f + (1f / 2048), 1f + (3f / 2048), 65504, 65520], TensorElement.F16);
        writer.Save(path);

        using var reader = TensorFileReader.Open(path);
        Assert.Equal([1f, 1f + (1f / 64), 1f + (1f / 128), -1f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0], ReadAll<float>(reader, "brain"));
        Assert.Equal([1f, 1f + (1f / 512), 65504, float.PositiveInfinity], ReadAll<float>(reader, "half"));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => writer.Add("other", [1], [1f], TensorElement.I8));
        Assert.StartsWith("Tensor 'other': expected F16 or BF16, given I8.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_writer_without_a_checksum_is_read()
    {
        var path = RawFile.Write(folder.File("a"), """{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"h":{"dtype":"I16","shape":[],"data_offsets":[8,10]}}   """, 10);

        using var reader = TensorFileReader.Open(path);
        Assert.False(reader.HasChecksum);
        Assert.Equal([0f, 0f], ReadAll<float>(reader, "w"));
        Assert.Equal(1, reader.Find("h")!.Count);
        var error = Assert.Throws<TensorFileException>(() => reader.Read("h", new float[1]));
        Assert.Equal($"{path}: tensor 'h': expected F32, the file has I16", error.Message);
    }

    [Fact]
    public void Asking_for_what_is_not_there_names_file_expected_and_given()
    {
        var path = RawFile.Write(folder.File("a"), """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8);

        using var reader = TensorFileReader.Open(path);
        Assert.Equal($"{path}: expected a tensor 'x', the file has none of that name",
            Assert.Throws<TensorFileException>(() => reader.Read("x", new float[2])).Message);
        Assert.Equal($"{path}: tensor 'w': expected 3 values, the file has [2], 2 values",
            Assert.Throws<TensorFileException>(() => reader.Read("w", new float[3])).Message);
    }

    [Fact]
    public void A_writer_refuses_what_it_could_not_read_back()
    {
        var writer = new TensorFileWriter();
        writer.Add("a", [1], [1f]);
        Assert.Throws<ArgumentException>(() => writer.Add("a", [1], [1f]));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", [1], [1f]));
        Assert.Throws<ArgumentException>(() => writer.Add("b", [2, 2], [1f]));
        Assert.Throws<ArgumentException>(() => writer.SetMetadata("sha256", "mine"));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_no_other()
    {
        var path = folder.File("a");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    private static T[] ReadAll<T>(TensorFileReader reader, string name)
        where T : unmanaged
    {
        var values = new T[reader.Find(name)!.Count];
        reader.Read<T>(name, values);
        return values;
    }
}
