using System.Text.Json;
using System.Text.Json.Serialization;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>A file of vectors that PyTorch wrote for one cell; scripts/vectors says how.</summary>
internal sealed record VectorFile(
    string Cell,
    Dictionary<string, int> Sizes,
    Dictionary<string, int[]> Shapes,
    Dictionary<string, double[]> Parameters,
    VectorCase[] Cases)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>The names of all cell files, without extension.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name != "ops").Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Vectors");

    /// <summary>Reads the file called <paramref name="name"/>.</summary>
    public static VectorFile Load(string name) => Read<VectorFile>(name);

    /// <summary>Reads any file of the folder.</summary>
    public static T Read<T>(string name) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(Folder, name + ".json")), Options) ?? throw new InvalidDataException($"{name}.json holds null");
}

/// <summary>One run: what went in, what PyTorch says comes out; sequences row-major [T, B, F], states [B, F].</summary>
internal sealed record VectorCase(
    string Name,
    string Source,
    int Steps,
    int Batch,
    int[] Lengths,
    double[] X,
    Dictionary<string, double[]> Initial,
    double[] Dy,
    Dictionary<string, double[]> Dfinal,
    double[] Y,
    Dictionary<string, double[]> Final,
    double[] Dx,
    Dictionary<string, double[]> Dinitial,
    Dictionary<string, double[]> Dparameters,
    ulong Seed = 0,
    Mode Mode = Mode.Train)
{
    /// <summary>The inputs of this case as data for any executor.</summary>
    public RunData Data(VectorFile file) => new()
    {
        Steps = Steps,
        Batch = Batch,
        Lengths = Lengths,
        Seed = Seed,
        Inputs = { ["x"] = X },
        Initial = Initial,
        Parameters = file.Parameters,
        OutputGradients = { ["y"] = Dy },
        FinalGradients = Dfinal,
    };

    /// <summary>What PyTorch gave without gradients, as in evaluation.</summary>
    public RunResult ExpectedForward() => new() { Outputs = { ["y"] = Y }, Final = Final };

    /// <summary>What PyTorch gave.</summary>
    public RunResult Expected() => new()
    {
        Outputs = { ["y"] = Y },
        Final = Final,
        InputGradients = { ["x"] = Dx },
        InitialGradients = Dinitial,
        ParameterGradients = Dparameters,
    };
}
