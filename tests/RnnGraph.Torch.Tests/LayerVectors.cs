using System.Text.Json;

namespace RnnGraph.Torch.Tests;

/// <summary>One run of one of PyTorch's modules, as scripts/vectors/layers.py wrote it: all tensors row-major in PyTorch's shapes.</summary>
internal sealed record LayerVectors(
    string Module,
    LayerOptions Options,
    int Steps,
    int Batch,
    int[]? Lengths,
    ulong Seed,
    ulong Draw,
    Dictionary<string, int[]> Shapes,
    Dictionary<string, double[]> Parameters,
    double[] X,
    Dictionary<string, double[]> Initial,
    double[] Dy,
    Dictionary<string, double[]> Dfinal,
    double[] Y,
    Dictionary<string, double[]> Final,
    double[] Dx,
    Dictionary<string, double[]> Dinitial,
    Dictionary<string, double[]> Dparameters)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Vectors", "Layers");

    /// <summary>The names of all files, without extension.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>Reads the file called <paramref name="name"/>.</summary>
    public static LayerVectors Load(string name) =>
        JsonSerializer.Deserialize<LayerVectors>(File.ReadAllText(Path.Combine(Folder, name + ".json")), Format) ?? throw new InvalidDataException($"{name}.json holds null");
}
