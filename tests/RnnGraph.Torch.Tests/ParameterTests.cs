using RnnGraph.Files;

namespace RnnGraph.Torch.Tests;

/// <summary>Parameters: how they start, and their files.</summary>
public sealed class ParameterTests
{
    [Fact]
    public void They_start_uniform_within_one_over_the_root_of_hidden_size()
    {
        var lstm = new Lstm<double>(30, 64, 2, projSize: 16);
        foreach (var parameter in lstm.Parameters)
        {
            var values = Read(lstm, parameter.Name);
            // The largest of n uniform draws lies below 0.9 of the bound with probability 0.9ⁿ: 1e-12 for the smallest of these, 256 values; the seed is fixed.
            Assert.InRange(values.Max(Math.Abs), 0.9 / 8, 1 / 8.0);
            Assert.InRange(values.Average(), -5 / (8 * Math.Sqrt(3 * values.Length)), 5 / (8 * Math.Sqrt(3 * values.Length))); // five standard deviations of a mean
        }
    }

    [Fact]
    public void Layers_directions_and_seeds_start_differently_and_seeds_repeat()
    {
        var gru = new Gru<float>(4, 4, 2, bidirectional: true);
        var drawn = gru.Parameters.Where(parameter => parameter.Name.StartsWith("weight_hh", StringComparison.Ordinal)).Select(parameter => string.Join(' ', Read(gru, parameter.Name))).ToList();
        gru.Initialize(1);
        drawn.AddRange(gru.Parameters.Where(parameter => parameter.Name.StartsWith("weight_hh", StringComparison.Ordinal)).Select(parameter => string.Join(' ', Read(gru, parameter.Name))));
        Assert.Equal(8, drawn.Distinct(StringComparer.Ordinal).Count());
        gru.Initialize(0);
        Assert.Equal(drawn[0], string.Join(' ', Read(gru, "weight_hh_l0")));
    }

    [Fact]
    public void They_can_be_saved_and_loaded_under_torchs_names()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var saved = new Lstm<float>(3, 5, 2, bidirectional: true);
            saved.Initialize(9);
            saved.Parameters.Save(path, "encoder.");
            using (var reader = TensorFileReader.Open(path))
                Assert.Contains("encoder.weight_ih_l1_reverse", reader.Entries.Select(entry => entry.Name));
            var loaded = new Lstm<double>(3, 5, 2, bidirectional: true);
            loaded.Parameters.Load(path, new LoadOptions { Prefix = "encoder." });
            foreach (var parameter in saved.Parameters)
                Assert.Equal(LayerRun.Widen(Read(saved, parameter.Name)), Read(loaded, parameter.Name));
            var other = Assert.Throws<TensorFileException>(() => new Lstm<float>(3, 5).Parameters.Load(path, new LoadOptions { Prefix = "encoder." }));
            Assert.Contains("unexpected keys: encoder.bias_hh_l0_reverse", other.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static T[] Read<T>(RecurrentLayers<T> layers, string name)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var values = new T[layers.Parameters[name].Size];
        layers.Parameters.Read(name, values);
        return values;
    }
}
