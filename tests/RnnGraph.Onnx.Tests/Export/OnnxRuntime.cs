using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RnnGraph.Onnx.Tests.Export;

/// <summary>A fact that asks ONNX Runtime; skipped, saying what is missing, where it is absent.</summary>
internal sealed class FactIfOnnxRuntimeAttribute : FactAttribute
{
    public FactIfOnnxRuntimeAttribute() => Skip = OnnxRuntime.Absence;
}

/// <summary>ONNX Runtime: npm's onnxruntime-node in Node.js, which scripts/onnx/onnxruntime.js calls.</summary>
internal sealed class OnnxRuntime : IDisposable
{
    private readonly Process _process;

    public OnnxRuntime() => _process = Process.Start(new ProcessStartInfo("node", [Repository.PathTo("scripts", "onnx", "onnxruntime.js"), Module]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    /// <summary>Why it can't be asked; null if it can.</summary>
    public static string? Absence { get; } = FindAbsence();

    private static string Module => Environment.GetEnvironmentVariable("ONNXRUNTIME") ?? Repository.PathTo("benchmarks", "peers", "node_modules", "onnxruntime-node");

    /// <summary>Runs a model.</summary>
    /// <param name="model">Its file.</param>
    /// <param name="feeds">A value for each of its inputs that has no default.</param>
    /// <param name="optimisation">How far it changes the graph before it runs it.</param>
    /// <returns>Its outputs.</returns>
    public Dictionary<string, OnnxTensor> Run(string model, IReadOnlyDictionary<string, OnnxTensor> feeds, string optimisation = "all")
    {
        var job = new JsonObject { ["model"] = model, ["optimisation"] = optimisation, ["feeds"] = new JsonObject(feeds.Select(feed => KeyValuePair.Create(feed.Key, (JsonNode?)Json(feed.Value)))) };
        _process.StandardInput.WriteLine(job.ToJsonString());
        _process.StandardInput.Flush();
        using var reply = JsonDocument.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("node ended"));
        return reply.RootElement.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"{model}: {error.GetString()}")
            : reply.RootElement.EnumerateObject().ToDictionary(output => output.Name, output => Tensor(output.Value), StringComparer.Ordinal);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string? FindAbsence()
    {
        if (!Directory.Exists(Module))
            return "needs npm's onnxruntime-node: benchmarks/peers/install.sh installs it, or ONNXRUNTIME names its folder";
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
            node.WaitForExit();
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "needs node";
        }
    }

    private static JsonObject Json(OnnxTensor tensor) => tensor switch
    {
        OnnxTensor<float> x => Json("float32", x, value => value),
        OnnxTensor<double> x => Json("float64", x, value => value),
        OnnxTensor<int> x => Json("int32", x, value => value),
        OnnxTensor<long> x => Json("int64", x, value => value),
        _ => throw new ArgumentException($"Nothing feeds a tensor of {tensor.ElementType}.", nameof(tensor)),
    };

    private static JsonObject Json<T>(string type, OnnxTensor<T> tensor, Func<T, JsonNode> node)
        where T : unmanaged =>
        new()
        {
            ["type"] = type,
            ["dims"] = new JsonArray([.. tensor.Shape.ToArray().Select(extent => (JsonNode)extent)]),
            ["data"] = new JsonArray([.. tensor.Values.ToArray().Select(node)]),
        };

    private static OnnxTensor Tensor(JsonElement output)
    {
        // JSON has no NaN and no infinity; JavaScript writes null for them
        double[] values = [.. output.GetProperty("data").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];
        int[] shape = [.. output.GetProperty("dims").EnumerateArray().Select(extent => extent.GetInt32())];
        var type = output.GetProperty("type").GetString();
        return type switch
        {
            "float32" => OnnxTensor.Create(Array.ConvertAll(values, value => (float)value), shape),
            "float64" => OnnxTensor.Create(values, shape),
            _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"an output is {type}")),
        };
    }
}
