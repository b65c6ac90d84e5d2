using System.Text;
using RnnGraph.Files;

namespace RnnGraph.Training.Tests.Files;

/// <summary>A malformed file is refused with an error that names it and says what is wrong; it never crashes, and never allocates by its header.</summary>
public sealed class MalformedTensorFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, int, string> Headers => new()
    {
        { "", 0, "not valid JSON" },
        { "[]", 0, "must be a JSON StartObject, given StartArray" },
        { "{", 0, "not valid JSON" },
        { "{} x", 0, "not valid JSON" },
        { "{}{}", 0, "not valid JSON" },
        { """{"w":1}""", 0, "must be a JSON StartObject, given Number" },
        { """{"w":{}}""", 0, "lacks a field" },
        { """{"w":{"dtype":"F32","shape":[1]}}""", 4, "lacks a field" },
        { """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":1}}""", 4, "has the field 'extra'" },
        { """{"w":{"dtype":"F32","dtype":"F64","shape":[1],"data_offsets":[0,4]}}""", 4, "has the field 'dtype'" },
        { """{"w":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", 4, "unknown dtype 'F31'" },
        { """{"w":{"dtype":3,"shape":[1],"data_offsets":[0,4]}}""", 4, "must be a JSON String" },
        { """{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "must hold integers" },
        { """{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "must hold integers" },
        { """{"w":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4, "must hold integers" },
        { """{"w":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", 4, "must hold integers" },
        { """{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "more elements than a file can hold" },
        { """{"w":{"dtype":"F32","shape":[2305843009213693953],"data_offsets":[0,4]}}""", 4, "more elements than a file can hold" },
        { """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "takes 8 bytes, but its data_offsets [0, 4] give 4" },
        { """{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "expected [begin, end] with begin ≤ end" },
        { """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "expected [begin, end] with begin ≤ end" },
        { """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "only 3 bytes are there" },
        { """{"w":{"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4000000000000]}}""", 4, "only 4 bytes are there" },
        { """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "take 4 bytes, but 5 bytes" },
        { """{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "the data has a hole" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "two tensors overlap" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "the name 'a' stands in the header twice" },
        { """{"__metadata__":{"k":1}}""", 0, "must be a JSON String" },
        { """{"__metadata__":{"k":"1","k":"2"}}""", 0, "holds 'k' twice" },
        { """{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not valid JSON" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_malformed_header_is_refused(string header, int data, string message)
    {
        var path = RawFile.Write(folder.File("bad"), header, data);

        var error = Assert.Throws<TensorFileException>(() => TensorFileReader.Open(path));
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1UL << 40)]
    [InlineData(ulong.MaxValue)]
    public void A_header_longer_than_the_file_is_refused_without_allocating_it(ulong beyond)
    {
        var path = RawFile.Write(folder.File("bad"), "{}", 0, claimed: beyond);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<TensorFileException>(() => TensorFileReader.Open(path));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Contains($"the header claims {beyond} bytes, but only 2 are there", error.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 100_000); // the stream's buffer and the message; far below any claim
    }

    [Fact]
    public void Truncated_anywhere_or_with_any_byte_changed_a_file_is_refused_or_the_same()
    {
        var path = folder.File("whole");
        var writer = new TensorFileWriter();
        writer.Add("i.W", [2, 2], [1f, 2f, 3f, 4f]);
        writer.Add("c", [1], [5.0]);
        writer.SetMetadata("step", "12");
        writer.Save(path);
        var whole = File.ReadAllBytes(path);
        var content = Content(path);
        var damaged = folder.File("damaged");

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(damaged, whole.AsSpan(0, length));
            Assert.Throws<TensorFileException>(() => TensorFileReader.Open(damaged));
        }

        foreach (var mask in new byte[] { 0x01, 0x20, 0x80, 0xff })
        {
            for (var at = 0; at < whole.Length; at++)
            {
                var bytes = (byte[])whole.Clone();
                bytes[at] ^= mask;
                File.WriteAllBytes(damaged, bytes);
                try
                {
                    // only a change in the word "sha256" gets here: the sum is then not recognised, and the rest is the same
                    Assert.StartsWith(content, Content(damaged), StringComparison.Ordinal);
                }
                catch (TensorFileException error)
                {
                    Assert.StartsWith(damaged + ": ", error.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    private static string Content(string path)
    {
        using var reader = TensorFileReader.Open(path);
        var text = new StringBuilder($"{reader.Metadata["step"]}");
        foreach (var entry in reader.Entries)
        {
            var values = new double[entry.Count];
            reader.Read(entry.Name, values.AsSpan());
            text.Append($" {entry.Name} {entry.Element} {entry.ShapeText} {string.Join(',', values)}");
        }

        return text.ToString();
    }
}
