namespace RnnGraph.Onnx.Tests;

/// <summary>When a test in ONNX's layout passes, and when it doesn't.</summary>
public class TestFolderTests
{
    private const long Odd = (1L << 53) + 1;

    [Fact]
    public void Integers_are_compared_as_integers()
    {
        var expected = OnnxTensor.Create([1L, Odd], 2);
        Assert.True(Compare(expected, OnnxTensor.Create([1L, Odd], 2)).Passed);
        var result = Compare(expected, OnnxTensor.Create([1L, Odd - 1], 2));
        Assert.Equal((1, $"y[1]: expected {Odd}, was {Odd - 1}"), (result.LargestError, result.Failure));
        Assert.Equal((double)ulong.MaxValue, Compare(OnnxTensor.Create([long.MinValue]), OnnxTensor.Create([long.MaxValue])).LargestError);
    }

    [Fact]
    public void No_tolerance_is_given_to_an_integer_or_a_truth_value()
    {
        Assert.False(Compare(OnnxTensor.Create([100000]), OnnxTensor.Create([100001])).Passed);
        Assert.False(Compare(OnnxTensor.Create([true]), OnnxTensor.Create([false])).Passed);
        Assert.True(Compare(OnnxTensor.Create([100000f]), OnnxTensor.Create([100001f])).Passed);
    }

    [Fact]
    public void A_data_set_without_all_outputs_is_refused()
    {
        using var folder = new TestFolder("062-lstm-bidirectional");
        Assert.Null(OnnxTestFolder.Run(folder.Path).Failure);
        var outputs = Directory.GetFiles(folder.Set, "output_*.pb");
        Assert.True(outputs.Length > 1, "a model with several outputs is needed");
        Array.Sort(outputs, StringComparer.Ordinal);
        File.Delete(outputs[^1]);
        Refuse(folder, $"expected an output_*.pb for each of the model's {outputs.Length} outputs; there are {outputs.Length - 1}");
        File.Copy(outputs[0], System.IO.Path.Combine(folder.Set, "output_9.pb"));
        Refuse(folder, "only " + (outputs.Length - 1) + " are numbered from 0 on without a gap");
    }

    private static OnnxTestResult Compare(OnnxTensor expected, OnnxTensor given) => TensorComparison.Compare("y", expected, given, OnnxTestFolder.RelativeTolerance, OnnxTestFolder.AbsoluteTolerance);

    private static void Refuse(TestFolder folder, string problem) =>
        Assert.Contains(problem, Assert.Throws<OnnxException>(() => OnnxTestFolder.Run(folder.Path)).Problem, StringComparison.Ordinal);

    /// <summary>A copy of a committed model's folder, gone after the test.</summary>
    private sealed class TestFolder : IDisposable
    {
        public TestFolder(string name)
        {
            var source = System.IO.Path.Combine(MadeTests.Models, name);
            Directory.CreateDirectory(Set);
            File.Copy(System.IO.Path.Combine(source, "model.onnx"), System.IO.Path.Combine(Path, "model.onnx"));
            foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(source, "test_data_set_0")))
                File.Copy(file, System.IO.Path.Combine(Set, System.IO.Path.GetFileName(file)));
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("rnngraph-onnx-").FullName;

        public string Set => System.IO.Path.Combine(Path, "test_data_set_0");

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
