using RnnGraph.Files;

namespace RnnGraph.Torch.Tests;

/// <summary>What both walks compare.</summary>
internal static class Walked
{
    /// <summary>No value is further from what is expected than <paramref name="tolerance"/>.</summary>
    public static void Close(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{what}[{i}]: expected {expected[i]}, was {actual[i]}");
    }

    /// <summary>Parameters that were read from a file are saved with the same names, types, shapes and bits.</summary>
    public static void SameBits(string file, INamedParameters<float> parameters)
    {
        var back = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            parameters.Save(back);
            using var given = TensorFileReader.Open(file);
            using var saved = TensorFileReader.Open(back);
            Assert.Equal(given.Entries.Select(entry => (entry.Name, entry.Element, entry.ShapeText)).Order(), saved.Entries.Select(entry => (entry.Name, entry.Element, entry.ShapeText)).Order());
            foreach (var entry in given.Entries)
                Assert.Equal(Bits(given, entry), Bits(saved, entry));
        }
        finally
        {
            File.Delete(back);
        }
    }

    private static int[] Bits(TensorFileReader reader, TensorEntry entry)
    {
        var values = new float[entry.Count];
        reader.Read<float>(entry.Name, values);
        return [.. values.Select(BitConverter.SingleToInt32Bits)];
    }
}
