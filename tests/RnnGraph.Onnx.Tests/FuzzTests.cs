using System.Diagnostics;
using System.Globalization;
using System.Text;
using RnnGraph.Files;
using static RnnGraph.Onnx.Tests.Wire;

namespace RnnGraph.Onnx.Tests;

/// <summary>Sound files, changed at random: each is read or refused, soon, and without more memory than a small multiple of its size. RNNGRAPH_FUZZ says how many of each kind.</summary>
public class FuzzTests
{
    /// <summary>Objects of a message of a few bytes take some ten times as many; a message and its stack take some thousands.</summary>
    private const long PerByte = 32, Always = 128 * 1024;

    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("RNNGRAPH_FUZZ") ?? "3000", CultureInfo.InvariantCulture);

    [Fact]
    public void Mutated_models_are_read_or_refused()
    {
        byte[][] seeds = [.. MadeTests.Names.Select(name => File.ReadAllBytes(Path.Combine(MadeTests.Models, name, "model.onnx")))];
        Fuzz(seeds, bytes => _ = new OnnxRunner(OnnxModel.Read(bytes, "test.onnx")), typeof(OnnxException));
    }

    [Fact]
    public void Mutated_models_give_their_weights_or_are_refused()
    {
        // of the others the weights are inputs
        byte[][] seeds =
        [
            .. MadeTests.Names.Select(name => Path.Combine(MadeTests.Models, name, "model.onnx"))
                .Where(path => OnnxModel.Load(path) is var model && model.Nodes.All(node => node.OpType is not ("RNN" or "GRU" or "LSTM") || model.Initializers.Any(tensor => tensor.Name == node.Inputs[1])))
                .Select(File.ReadAllBytes),
        ];
        Assert.True(seeds.Length > 2, $"{seeds.Length} models");
        Fuzz(seeds, bytes => _ = OnnxWeights.Read(OnnxModel.Read(bytes, "test.onnx")), typeof(OnnxException));
    }

    [Fact]
    public void Mutated_tensors_are_read_or_refused()
    {
        byte[][] seeds = [.. Directory.EnumerateFiles(MadeTests.Models, "*.pb", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        Fuzz(seeds, bytes => OnnxTensorFile.Read(bytes, "test.pb"), typeof(OnnxException));
    }

    [Fact]
    public void Mutated_models_without_recurrent_nodes_run_or_are_refused()
    {
        var x = OnnxTensor.Create([.. Enumerable.Range(0, 24).Select(i => i / 8f)], 2, 3, 4);
        Fuzz([Around()], Run, typeof(OnnxException), measures: false);

        void Run(byte[] bytes)
        {
            var runner = new OnnxRunner(OnnxModel.Read(bytes, "test.onnx"));
            if (runner.Model.Nodes.All(node => node.OpType is not ("RNN" or "GRU" or "LSTM")))
                RunKernels(runner, new Dictionary<string, OnnxTensor> { ["x"] = x });
        }
    }

    [Fact]
    public void Mutated_safetensors_files_are_read_or_refused()
    {
        using var folder = new TemporaryFile(".safetensors");
        var values = new float[64];
        Fuzz([Safetensors()], Read, typeof(TensorFileException));

        void Read(byte[] bytes)
        {
            File.WriteAllBytes(folder.Path, bytes);
            using var reader = TensorFileReader.Open(folder.Path);
            foreach (var entry in reader.Entries.Where(entry => entry.Element is TensorElement.F32 && entry.Count <= values.Length))
                reader.Read<float>(entry.Name, values.AsSpan(0, (int)entry.Count));
        }
    }

    private static void Fuzz(byte[][] seeds, Action<byte[]> read, Type refusal, bool measures = true)
    {
        foreach (var seed in seeds)
            read(seed);
        var (mutation, refused) = (new Mutation(seeds, seed: 1), 0);
        for (var i = 0; i < Count; i++)
        {
            var bytes = mutation.Next();
            var (begun, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                read(bytes);
            }
            catch (Exception fault) when (fault.GetType() == refusal)
            {
                refused++;
            }
            catch (Exception fault)
            {
                Assert.Fail($"{Count} mutants, {i}: {Convert.ToBase64String(bytes)}\n{fault}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(!measures || allocated <= (PerByte * bytes.Length) + Always, $"mutant {i} of {bytes.Length} bytes allocated {allocated}: {Convert.ToBase64String(bytes)}");
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20), $"mutant {i} took {Stopwatch.GetElapsedTime(begun)}: {Convert.ToBase64String(bytes)}");
        }

        // both happen, or the mutations do nothing, or too much
        Assert.InRange(refused, Count / 20, Count - (Count / 200));
    }

    /// <summary>A model of the operators around recurrent ones, each reading the one before where it can.</summary>
    private static byte[] Around() => Model(
        13,
        Value(11, "x"),
        Value(12, "softmax"),
        Value(12, "product"),
        (5, Tensor("one", [1L], 1)),
        (5, Tensor("from", [0L, -1L], 2)),
        (5, Tensor("to", [2L, -4L], 2)),
        (5, Tensor("axes", [1L, 2L], 2)),
        (5, Tensor("steps", [1L, -2L], 2)),
        (5, Tensor("shape", [0L, -1L], 2)),
        (5, Tensor("matrix", [1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f], 4, 2)),
        Node("Slice", ["x", "from", "to", "axes", "steps"], ["slice"]),
        Node("Transpose", ["slice"], ["transpose"], Attribute("perm", (8, 2L), (8, 0L), (8, 1L))),
        Node("Gather", ["transpose", "from"], ["gather"], Attribute("axis", (3, 2L))),
        Node("Concat", ["gather", "transpose"], ["concat"], Attribute("axis", (3, 2L))),
        Node("Reshape", ["concat", "shape"], ["reshape"]),
        Node("Unsqueeze", ["reshape", "one"], ["unsqueeze"]),
        Node("Squeeze", ["unsqueeze", "one"], ["squeeze"]),
        Node("Softmax", ["squeeze"], ["softmax"], Attribute("axis", (3, -1L))),
        Node("Constant", [], ["constant"], Attribute("value_floats", (7, 0.5f), (7, -1f))),
        Node("MatMul", ["x", "matrix"], ["matmul"]),
        Node("Add", ["matmul", "constant"], ["add"]),
        Node("Shape", ["add"], ["extents"]),
        Node("Cast", ["extents"], ["cast"], Attribute("to", (3, 1L))),
        Node("Relu", ["cast"], ["relu"]),
        Node("Gemm", ["matrix", "matrix", "constant"], ["gemm"], Attribute("transA", (3, 1L)), Attribute("alpha", (2, 0.5f)), Attribute("beta", (2, 0f))),
        Node("Identity", ["relu"], ["product"]));

    /// <summary>Two tensors and metadata; no checksum, which would refuse every mutant before anything else is looked at.</summary>
    private static byte[] Safetensors()
    {
        var header = Encoding.UTF8.GetBytes("""{"__metadata__":{"kind":"fuzz"},"a.W":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"a.b":{"dtype":"I64","shape":[2],"data_offsets":[24,40]}}""");
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[40]];
    }
}
