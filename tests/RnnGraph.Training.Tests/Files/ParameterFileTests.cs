using RnnGraph.Files;

namespace RnnGraph.Training.Tests.Files;

public sealed class ParameterFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DenseNetwork saved = new(3, 5);

    public ParameterFileTests() => saved.Initialize(1);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Parameters_come_back_bit_for_bit()
    {
        var path = folder.File("a");
        saved.Parameters.Save(path);
        var loaded = new DenseNetwork(3, 5);
        Assert.True(loaded.Parameters.Load(path).IsClean);
        Assert.Equal(saved.Parameters.Values, loaded.Parameters.Values);
    }

    [Fact]
    public void A_file_of_floats_loads_into_a_cell_of_doubles()
    {
        var path = folder.File("a");
        saved.Parameters.Save(path);
        var loaded = new DenseNetworkDouble(3, 5);
        loaded.Parameters.Load(path);
        var (floats, doubles) = (new float[15], new double[15]);
        saved.Parameters.Read("y.W", floats);
        loaded.Parameters.Read("y.W", doubles);
        Assert.Equal(floats.Select(value => (double)value), doubles);
    }

    [Fact]
    public void A_prefix_and_a_key_map_find_the_parameters_of_another_writer()
    {
        var path = folder.File("a");
        var writer = new TensorFileWriter();
        writer.Add("head.weight", [5, 3], Enumerable.Range(0, 15).Select(i => (float)i).ToArray());
        writer.Add("head.bias", [5], new float[5]);
        writer.Add("embedding", [1], new float[1]);
        writer.Save(path);

        var loaded = new DenseNetwork(3, 5);
        loaded.Parameters.Load(path, new() { Prefix = "head.", KeyMap = name => name == "y.W" ? "weight" : "bias" });
        var w = new float[15];
        loaded.Parameters.Read("y.W", w);
        Assert.Equal(Enumerable.Range(0, 15).Select(i => (float)i), w);
    }

    [Fact]
    public void Everything_that_does_not_fit_is_told_at_once_and_nothing_is_changed()
    {
        var path = folder.File("a");
        var writer = new TensorFileWriter();
        writer.Add("y.W", [3, 5], new float[15]);
        writer.Add("c", [1], new float[1]);
        writer.Add("d", [1], new float[1]);
        writer.Save(path);
        var before = saved.Parameters.Values.ToArray();

        var error = Assert.Throws<TensorFileException>(() => saved.Parameters.Load(path));

        Assert.Equal($"{path}: missing keys: y.b; unexpected keys: c, d; keys of another shape: y.W: expected floats [5, 3], given F32 [3, 5]", error.Message);
        Assert.Equal(before, saved.Parameters.Values);
    }

    [Fact]
    public void Without_strictness_what_fits_is_loaded_and_the_rest_reported()
    {
        var path = folder.File("a");
        var writer = new TensorFileWriter();
        writer.Add("y.b", [5], new float[] { 1, 2, 3, 4, 5 });
        writer.Save(path);

        var report = saved.Parameters.Load(path, new() { Strict = false });

        Assert.Equal(["y.W"], report.Missing);
        var b = new float[5];
        saved.Parameters.Read("y.b", b);
        Assert.Equal([1f, 2f, 3f, 4f, 5f], b);
    }

    [Fact]
    public void Any_damage_of_a_file_is_refused_or_changes_nothing()
    {
        var path = folder.File("a");
        saved.Parameters.Save(path);
        var whole = File.ReadAllBytes(path);
        var damaged = folder.File("damaged");
        var loaded = new DenseNetwork(3, 5);
        for (var at = 0; at < whole.Length; at++)
        {
            File.WriteAllBytes(damaged, whole.AsSpan(0, at));
            Assert.Throws<TensorFileException>(() => loaded.Parameters.Load(damaged));
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= 0x04;
            File.WriteAllBytes(damaged, bytes);
            try
            {
                loaded.Parameters.Load(damaged);
                Assert.Equal(saved.Parameters.Values, loaded.Parameters.Values);
            }
            catch (TensorFileException error)
            {
                Assert.StartsWith(damaged + ": ", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
