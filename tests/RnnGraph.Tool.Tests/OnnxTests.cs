using RnnGraph.TestKit;

namespace RnnGraph.Tool.Tests;

/// <summary><c>rnngraph onnx-test</c>, <c>onnx run</c> and <c>inspect</c>, over the committed ONNX models.</summary>
public class OnnxTests
{
    private static readonly string Models = Repository.PathTo("tests", "RnnGraph.Onnx.Tests", "Models");

    private static string Model { get; } = Directory.EnumerateDirectories(Models, "*-rnn-*").Order(StringComparer.Ordinal).First();

    [Fact]
    public void Test_folders_are_run_and_counted()
    {
        var output = Command.Succeed("onnx-test", Model, Model);
        Assert.Matches(@"^passed  \d\.\de-\d\d  .*\npassed  .*\n2 passed, 0 failed\n$", output);
    }

    [Fact]
    public void A_folder_of_test_folders_stands_for_all()
    {
        using var folder = new Folder();
        Copy(Model, folder.File("a"));
        Copy(Model, folder.File("b"));
        File.Copy(Path.Combine(folder.File("b"), "test_data_set_0", "input_0.pb"), Path.Combine(folder.File("b"), "test_data_set_0", "output_0.pb"), overwrite: true);
        Directory.CreateDirectory(folder.File("c"));
        File.WriteAllBytes(Path.Combine(folder.File("c"), "model.onnx"), [1, 2, 3]);
        var (code, output, error) = Command.Run("onnx-test", folder.Path);
        Assert.Equal("", error);
        Assert.Equal(1, code);
        Assert.Matches(@"^passed .*a\nFAILED .*b: Y.*: expected .*, was .*\nFAILED .*c: .*malformed.*\n1 passed, 2 failed\n$", output);
    }

    [Fact]
    public void A_tolerance_that_no_result_keeps_fails()
    {
        var (code, output, _) = Command.Run("onnx-test", Models, "--rtol", "0", "--atol", "0");
        Assert.Equal(1, code);
        Assert.Contains("expected", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_is_a_test_that_fails()
    {
        using var folder = new Folder();
        Assert.Equal((1, "0 passed, 1 failed"), Command.Run("onnx-test", folder.Path) is var (code, output, _) ? (code, output.TrimEnd().Split('\n')[^1]) : default);
        Command.Refuse("DIR: expected a folder", "onnx-test", folder.File("absent"));
    }

    [Fact]
    public void A_model_runs_on_JSON()
    {
        using var folder = new Folder();
        var model = folder.File("add.onnx");
        File.WriteAllBytes(model, AddModel());
        var x = folder.Write("x.json", "[[1, 2.5], [-3, \"Infinity\"]]");
        Assert.Equal("{\n \"y\": [[2,5],[-6,\"Infinity\"]]\n}\n", Command.Succeed("onnx", "run", model, "--input", "x=" + x));
        Command.Succeed("onnx", "run", model, "--input", "x=" + x, "-o", folder.File("y.json"));
        Assert.StartsWith("{\n \"y\": [[2,5]", File.ReadAllText(folder.File("y.json")), StringComparison.Ordinal);

        Command.Refuse("no value is given for 'x'", "onnx", "run", model);
        Command.Refuse("the model has no input 'z'; it has x", "onnx", "run", model, "--input", "z=" + x);
        Command.Refuse("--input: expected name=FILE, given x", "onnx", "run", model, "--input", "x");
        Command.Refuse("expected a .json or .pb file for 'x'", "onnx", "run", model, "--input", "x=x.csv");
        Command.Refuse("a list of axis 1 has 1 items, another 2", "onnx", "run", model, "--input", "x=" + folder.Write("ragged.json", "[[1, 2], [3]]"));
        Command.Refuse("expected nested lists of Float", "onnx", "run", model, "--input", "x=" + folder.Write("text.json", "[\"a\"]"));
    }

    [Fact]
    public void A_model_is_inspected()
    {
        using var folder = new Folder();
        var model = folder.File("add.onnx");
        File.WriteAllBytes(model, AddModel());
        var output = Command.Succeed("inspect", model);
        Assert.Contains("opset 13", output, StringComparison.Ordinal);
        Assert.Matches("input +x +Float", output);
        Assert.Contains("  y = Add(x, x)\n", output, StringComparison.Ordinal);
        Assert.Contains("nodes: 1; initializers: 0, 0 bytes\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_safetensors_file_is_inspected()
    {
        using var folder = new Folder();
        var file = folder.File("weights.safetensors");
        var writer = new RnnGraph.Files.TensorFileWriter();
        writer.Add("a.W", [2, 3], new float[6]);
        writer.Save(file);
        var output = Command.Succeed("inspect", file);
        Assert.Matches(@"a\.W +F32 +\[2, 3\] +6 +24", output);
        Assert.Contains("tensors: 1, 6 values, 24 bytes\n", output, StringComparison.Ordinal);
        Command.Refuse("FILE: expected a .safetensors or .onnx file", "inspect", folder.Write("a.txt", ""));
        Command.Refuse("expected a safetensors file", "inspect", folder.Write("b.safetensors", ""));
    }

    /// <summary>y = x + x, opset 13: the bytes of its file.</summary>
    private static byte[] AddModel()
    {
        byte[] node = [0x0A, 1, (byte)'x', 0x0A, 1, (byte)'x', 0x12, 1, (byte)'y', 0x22, 3, .. "Add"u8];
        byte[] graph = [0x0A, (byte)node.Length, .. node, 0x5A, 9, .. Value((byte)'x'), 0x62, 9, .. Value((byte)'y')];
        return [0x3A, (byte)graph.Length, .. graph, 0x42, 2, 0x10, 13];
    }

    private static byte[] Value(byte name) => [0x0A, 1, name, 0x12, 4, 0x0A, 2, 0x08, 1];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
