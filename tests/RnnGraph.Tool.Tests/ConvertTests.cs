using System.Text;
using RnnGraph.Cells;
using RnnGraph.Files;
using RnnGraph.Onnx;
using RnnGraph.TestKit;

namespace RnnGraph.Tool.Tests;

/// <summary><c>rnngraph convert</c>.</summary>
public class ConvertTests
{
    [Theory]
    [InlineData("rnn-tanh", "RNN", false)]
    [InlineData("gru-reset-before", "GRU", false)]
    [InlineData("gru-torch", "GRU", false)]
    [InlineData("lstm", "LSTM", false)]
    [InlineData("lstm-torch", "LSTM", true)]
    [InlineData("peephole", "LSTM", false)]
    [InlineData("mgu", "Scan", false)]
    [InlineData("clockwork", "Scan", false)]
    public void Parameters_come_back_from_the_model_that_they_became(string id, string form, bool bothBiases)
    {
        using var folder = new Folder();
        var cell = Catalogue.Find(id).Single(3, 8);
        cell.Initialize(5);
        cell.Parameters.Save(folder.File("in.safetensors"));
        var output = Command.Succeed("convert", folder.File("in.safetensors"), "-o", folder.File("cell.onnx"), "--definition", folder.Write("cell.graph", Command.Text(id)));
        Assert.Matches($"cell\\.onnx: x, .+ → .+\n  scan: {form} along time\n$", output);
        Command.Succeed(["convert", folder.File("cell.onnx"), "-o", folder.File("out.safetensors"), .. bothBiases ? ["--both-biases"] : Array.Empty<string>()]);

        var back = Catalogue.Find(id).Single(3, 8);
        back.Parameters.Load(folder.File("out.safetensors"));
        Assert.Equal(cell.Parameters.Values.ToArray(), back.Parameters.Values.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_start_that_was_learned_comes_back_too(bool requiresStates)
    {
        using var folder = new Folder();
        var cell = new CellBuilder();
        var (x, h) = (cell.Input("x", 2), cell.LearnedState("h", 3));
        cell.Next(h, Op.Tanh(cell.Affine("h", 3, x, h)));
        cell.Output("y", h.Next);
        var graph = cell.Build("Cell");
        CheckKeys(folder, graph, requiresStates ? ["--require-states"] : []);
    }

    [Fact]
    public void A_network_s_parameters_come_back_under_their_keys()
    {
        using var folder = new Folder();
        var net = new NetworkBuilder();
        var below = net.Scan("below", cell => Lstm.Define(cell, 2, 3), net.Input("x", 2));
        net.Output("y", net.Dense("out", 2, net.Scan("above", cell => RnnTanh.Define(cell, 3, 3), below["y"])["y"]));
        CheckKeys(folder, net.Build("Stack"), []);
        var one = new NetworkBuilder();
        one.Output("y", one.Scan("only", cell => Lstm.Define(cell, 2, 3), one.Input("x", 2))["y"]);
        CheckKeys(folder, one.Build("One"), []);
    }

    private static void CheckKeys(Folder folder, Graphs.Graph graph, string[] options)
    {
        var writer = new TensorFileWriter();
        foreach (var parameter in graph.Nodes.Where(node => node.Op.Name == "parameter"))
        {
            int[] shape = [.. new[] { parameter.Shape.Rows }.Concat(parameter.Shape.IsMatrix ? [parameter.Shape.Columns] : []).Select(size => int.Parse(size.ToString(), System.Globalization.CultureInfo.InvariantCulture))];
            writer.Add(parameter.Name, shape, [.. Enumerable.Range(1, shape.Aggregate(1, (count, extent) => count * extent)).Select(value => (float)value)]);
        }

        writer.Save(folder.File("in.safetensors"));
        Command.Succeed(["convert", folder.File("in.safetensors"), "-o", folder.File("net.onnx"), "--definition", folder.Write("net.graph", Text.GraphText.Print(graph)), .. options]);
        Command.Succeed("convert", folder.File("net.onnx"), "-o", folder.File("out.safetensors"));
        using var before = TensorFileReader.Open(folder.File("in.safetensors"));
        using var after = TensorFileReader.Open(folder.File("out.safetensors"));
        Assert.Equal(Values(before), Values(after));

        static IEnumerable<string> Values(TensorFileReader reader) => reader.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry =>
        {
            var values = new float[entry.Count];
            reader.Read<float>(entry.Name, values);
            return $"{entry.Name} {entry.ShapeText} {string.Join(' ', values)}";
        });
    }

    [Fact]
    public void Weights_of_another_s_model_may_be_called_as_constants_are_here()
    {
        using var folder = new Folder();
        var cell = new RnnTanh(2, 3);
        cell.Parameters.Save(folder.File("in.safetensors"));
        Command.Succeed("convert", folder.File("in.safetensors"), "-o", folder.File("ours.onnx"), "--definition", folder.Write("rnn.graph", Command.Text("rnn-tanh")), "--scans", "--require-states", "--lengths");
        var model = OnnxModel.Load(folder.File("ours.onnx"));
        Assert.Contains(model.Initializers, tensor => tensor.Name.StartsWith("constant/number", StringComparison.Ordinal));
        Assert.DoesNotContain(OnnxWeights.Read(model), weight => weight.Key.StartsWith("constant/", StringComparison.Ordinal));

        // the same from another producer: its name, as long, is the first text RnnGraph in the file
        var bytes = File.ReadAllBytes(folder.File("ours.onnx"));
        "Elsewise"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("RnnGraph"u8)));
        Assert.Contains(OnnxWeights.Read(OnnxModel.Read(bytes, "theirs.onnx")), weight => weight.Key.StartsWith("constant/number", StringComparison.Ordinal));
    }

    [Fact]
    public void Doubles_stay_doubles_unless_another_type_is_asked_for()
    {
        using var folder = new Folder();
        new MguDouble(2, 3).Parameters.Save(folder.File("in.safetensors"));
        var graph = folder.Write("mgu.graph", Command.Text("mgu"));
        string[] convert = ["convert", folder.File("in.safetensors"), "-o", folder.File("out.onnx"), "--definition", graph];
        Command.Succeed(convert);
        Assert.Equal(ElementType.Double, OnnxModel.Load(folder.File("out.onnx")).Inputs[0].ElementType);
        Command.Succeed([.. convert, "--type", "F32", "--lengths", "--require-states", "--sizes", "input=2,hidden=3"]);
        var model = OnnxModel.Load(folder.File("out.onnx"));
        Assert.Equal(["x Float [time, batch, 2]", "lengths Int32 [batch]", "h Float [batch, 3]"], model.Inputs.Select(input => $"{input.Name} {input.ElementType} {input.ShapeText}"));
        Command.Refuse("--type: expected F32 or F64 for an ONNX model, given BF16", [.. convert, "--type", "BF16"]);
    }

    [Fact]
    public void A_model_of_operators_can_be_scans()
    {
        using var folder = new Folder();
        new Lstm(2, 3).Parameters.Save(folder.File("in.safetensors"));
        var output = Command.Succeed("convert", folder.File("in.safetensors"), "-o", folder.File("out.onnx"), "--definition", Command.Cells, "--cell", "Lstm", "--scans");
        Assert.Contains("  scan: Scan along time\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Directions_and_nodes_stand_before_the_keys()
    {
        using var folder = new Folder();
        var model = Directory.EnumerateDirectories(Repository.PathTo("tests", "RnnGraph.Onnx.Tests", "Models"), "*-lstm-bidirectional*").Order(StringComparer.Ordinal).First();
        Command.Succeed("convert", Path.Combine(model, "model.onnx"), "-o", folder.File("out.safetensors"), "--rename", "reverse.=back.");
        using var reader = TensorFileReader.Open(folder.File("out.safetensors"));
        Assert.All(reader.Entries, entry => Assert.Matches(@"^(forward|back)\.[ifgo]\.(W|U|b|p)$", entry.Name));
        Assert.Contains(reader.Entries, entry => entry.Name == "forward.g.W");
        Assert.Contains(reader.Entries, entry => entry.Name == "back.g.W");
    }

    [Fact]
    public void Keys_and_types_of_a_file_are_changed_and_nothing_else()
    {
        using var folder = new Folder();
        var writer = new TensorFileWriter();
        writer.Add("model.a", [2, 2], [1f, -2.5f, 1f / 3, 70000]);
        writer.Add("model.b", [1], [Math.PI]);
        writer.Add("steps", [2], [long.MaxValue, -1]);
        writer.SetMetadata("made", "here");
        writer.Save(folder.File("in.safetensors"));

        Command.Succeed("convert", folder.File("in.safetensors"), "-o", folder.File("same.safetensors"));
        Assert.Equal(File.ReadAllBytes(folder.File("in.safetensors")), File.ReadAllBytes(folder.File("same.safetensors")));

        Assert.EndsWith(": tensors: 3\n", Command.Succeed("convert", folder.File("in.safetensors"), "-o", folder.File("out.safetensors"), "--type", "F16", "--rename", "model.a=first", "--rename", "model.="), StringComparison.Ordinal);
        using (var reader = TensorFileReader.Open(folder.File("out.safetensors")))
        {
            Assert.Equal(["b F16 [1]", "first F16 [2, 2]", "steps I64 [2]"], reader.Entries.Select(entry => $"{entry.Name} {entry.Element} {entry.ShapeText}").Order(StringComparer.Ordinal));
            Assert.Equal("here", reader.Metadata["made"]);
            var (first, steps) = (new float[4], new long[2]);
            reader.Read<float>("first", first);
            reader.Read<long>("steps", steps);
            Assert.Equal([1, -2.5f, (float)(Half)(1f / 3), float.PositiveInfinity], first);
            Assert.Equal([long.MaxValue, -1], steps);
        }

        Command.Succeed("convert", folder.File("in.safetensors"), "-o", folder.File("in.safetensors"), "--type", "F64");
        using var doubles = TensorFileReader.Open(folder.File("in.safetensors"));
        Assert.Equal(TensorElement.F64, doubles.Find("model.a")!.Element);
    }

    // A tensor without elements takes no byte of a file, whatever its other extents are.
    [Fact]
    public void An_extent_that_no_array_has_is_refused()
    {
        using var folder = new Folder();
        const string header = """{"wide":{"dtype":"F32","shape":[0,1099511627776],"data_offsets":[0,0]}}""";
        File.WriteAllBytes(folder.File("in.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header)]);
        Command.Refuse("the tensor 'wide' has the shape [0, 1099511627776]; expected at most", "convert", folder.File("in.safetensors"), "-o", folder.File("out.safetensors"));
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_what_stood_there_stays()
    {
        using var folder = new Folder();
        var file = folder.File("in.safetensors");
        new Lstm(2, 3).Parameters.Save(file);
        var (output, graph, other) = (folder.Write("out.onnx", "before"), folder.Write("lstm.graph", Command.Text("lstm")), folder.Write("gru.graph", Command.Text("gru-reset-before")));
        Command.Refuse("INPUT: expected a .safetensors or .onnx file, given a.pt", "convert", "a.pt", "-o", output);
        Command.Refuse("--output: expected a .safetensors or .onnx file, given a.txt", "convert", file, "-o", "a.txt");
        Command.Refuse("--output", "convert", file);
        Command.Refuse("--definition: expected where the definition is", "convert", file, "-o", output);
        Command.Refuse("missing keys: ", "convert", file, "-o", output, "--definition", other, "--sizes", "input=2,hidden=3");
        Command.Refuse("--sizes: expected a number for input, hidden", "convert", file, "-o", output, "--definition", other);
        Command.Refuse("i.W: expected floats [3, 5], given F32 [3, 2]", "convert", file, "-o", output, "--definition", graph, "--sizes", "input=5,hidden=3");
        Command.Refuse("missing keys: i.W;", "convert", file, "-o", output, "--definition", graph, "--sizes", "input=2,hidden=3", "--rename", "i.W=elsewhere");
        Command.Refuse("i.W: expected floats [1000000, 1000000], given F32 [3, 2]", "convert", file, "-o", output, "--definition", graph, "--sizes", "input=1000000,hidden=1000000");
        Command.Refuse("--rename: expected FROM=TO", "convert", file, "-o", output, "--definition", graph, "--rename", "i.W");
        Command.Refuse("f.W and i.W would both be called f.W", "convert", file, "-o", output, "--definition", graph, "--rename", "i.W=f.W");
        Command.Refuse("--both-biases: has no meaning for .safetensors to .onnx", "convert", file, "-o", output, "--definition", graph, "--both-biases");
        Command.Refuse("--lengths: has no meaning for .safetensors to .safetensors", "convert", file, "-o", folder.File("b.safetensors"), "--lengths");
        Command.Refuse("--type: expected one of F32, F64, F16, BF16, given I8", "convert", file, "-o", folder.File("b.safetensors"), "--type", "I8");
        Command.Refuse("expected a .safetensors file for an ONNX model", "convert", output, "-o", folder.File("b.onnx"));
        Command.Refuse("malformed", "convert", output, "-o", folder.File("b.safetensors"));
        Command.Refuse("there is no such file", "convert", folder.File("absent.safetensors"), "-o", output, "--definition", graph);
        Assert.Equal("before", File.ReadAllText(output));
        Assert.Equal(4, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void A_checkpoint_may_hold_more_than_the_parameters()
    {
        using var folder = new Folder();
        var writer = new TensorFileWriter();
        writer.Add(new RnnTanh(2, 3).Parameters, "model.");
        writer.Add("optimiser.rate", [1], [0.1f]);
        writer.Save(folder.File("in.safetensors"));
        var output = Command.Succeed("convert", folder.File("in.safetensors"), "-o", folder.File("out.onnx"), "--definition", folder.Write("rnn.graph", Command.Text("rnn-tanh")), "--rename", "model.=");
        Assert.Contains("  left out, as no parameter is called so: optimiser.rate\n", output, StringComparison.Ordinal);
    }
}
