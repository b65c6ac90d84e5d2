using System.Globalization;

namespace RnnGraph.Onnx;

/// <summary>A test in ONNX's own layout: <c>model.onnx</c>, and in each <c>test_data_set_*</c> the files <c>input_*.pb</c> and <c>output_*.pb</c> in the order of the model's inputs and outputs.</summary>
public static class OnnxTestFolder
{
    /// <summary>The share of an expected value by which a result may differ: what ONNX's own runner allows.</summary>
    public const double RelativeTolerance = 1e-3;

    /// <summary>What it may differ by beside that, as in ONNX's own runner.</summary>
    public const double AbsoluteTolerance = 1e-7;

    /// <summary>Runs a folder's model over all its data sets and compares what it gives.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="relative">The share of an expected value by which a result may differ.</param>
    /// <param name="absolute">What it may differ by beside that.</param>
    /// <exception cref="OnnxException">A file is missing or malformed, the outputs are not all there, or the model is not supported.</exception>
    public static OnnxTestResult Run(string folder, double relative = RelativeTolerance, double absolute = AbsoluteTolerance)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var runner = new OnnxRunner(OnnxModel.Load(Path.Combine(folder, "model.onnx")));
        string[] sets = [.. Directory.EnumerateDirectories(folder, "test_data_set_*").Order(StringComparer.Ordinal)];
        if (sets.Length == 0)
            throw new OnnxException(folder, "there is no test_data_set_* in it");
        var result = new OnnxTestResult(0, null);
        foreach (var set in sets)
            result = Worse(result, RunSet(runner, set, relative, absolute));
        return result;
    }

    private static OnnxTestResult RunSet(OnnxRunner runner, string set, double relative, double absolute)
    {
        var model = runner.Model;
        var inputs = Load(set, "input", model.Inputs);
        var expected = Load(set, "output", model.Outputs);
        if (expected.Count == 0 || expected.Count != model.Outputs.Count)
            throw new OnnxException(set, $"expected an output_*.pb for each of the model's {model.Outputs.Count} outputs; there are {expected.Count}");
        var given = runner.Run(inputs);
        return expected.Select(pair => TensorComparison.Compare(pair.Key, pair.Value, given[pair.Key], relative, absolute)).Aggregate(Worse);
    }

    /// <summary>The numbered files of one kind, under the names of the values in their places.</summary>
    private static Dictionary<string, OnnxTensor> Load(string set, string kind, IReadOnlyList<OnnxValue> values)
    {
        var tensors = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        for (var i = 0; Path.Combine(set, string.Create(CultureInfo.InvariantCulture, $"{kind}_{i}.pb")) is var file && File.Exists(file); i++)
        {
            if (i >= values.Count)
                throw new OnnxException(file, $"the model has {values.Count} {kind}s");
            tensors[values[i].Name] = OnnxTensorFile.Load(file).Tensor;
        }

        return Directory.EnumerateFiles(set, $"{kind}_*.pb").Count() is var there && there == tensors.Count
            ? tensors
            : throw new OnnxException(set, $"there are {there} files {kind}_*.pb in it, but only {tensors.Count} are numbered from 0 on without a gap");
    }

    private static OnnxTestResult Worse(OnnxTestResult a, OnnxTestResult b) => new(Math.Max(a.LargestError, b.LargestError), a.Failure ?? b.Failure);
}

/// <summary>What a test folder came to.</summary>
/// <param name="LargestError">The largest |result − expected| of all outputs.</param>
/// <param name="Failure">What differs by more than is allowed; null when the test passed.</param>
public sealed record OnnxTestResult(double LargestError, string? Failure)
{
    /// <summary>Whether all results were as expected.</summary>
    public bool Passed => Failure is null;
}
