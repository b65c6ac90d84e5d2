using System.Globalization;
using RnnGraph.Cells;
using RnnGraph.Differentiating;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Tests.Export;

/// <summary>What an exported file holds, and what is refused.</summary>
public class ExportFileTests
{
    [Fact]
    public void Names_are_those_of_the_definition_and_batch_and_steps_are_open()
    {
        using var file = new TemporaryFile(".onnx");
        var report = OnnxExport.Write(new PeepholeLstm(2, 3), file.Path, new() { Lengths = true });
        var model = OnnxModel.Load(file.Path);
        Assert.Equal(["x Float [time, batch, 2]", "lengths Int32 [batch]", "h Float [h.rows, 3]", "c Float [c.rows, 3]"], model.Inputs.Select(Text));
        Assert.Equal(["y Float [time, batch, 3]", "h.final Float [batch, 3]", "c.final Float [batch, 3]"], model.Outputs.Select(Text));
        Assert.Equal(["scan.W [1, 12, 2]", "scan.R [1, 12, 3]", "scan.B [1, 24]", "scan.P [1, 9]"], model.Initializers.Where(tensor => tensor.Name.StartsWith("scan.", StringComparison.Ordinal)).Select(tensor => $"{tensor.Name} {tensor.ShapeText}"));
        Assert.Equal((8, "RnnGraph", 17), (model.IrVersion, model.Producer.Split(' ')[0], model.Opsets.Single().Value));
        Assert.Equal(("PeepholeLstm", "LSTM"), (model.GraphName, Assert.Single(report.Scans).Operator));
        Assert.Equal(model.Inputs.Select(input => input.Name), report.Inputs);
        Assert.Equal(model.Outputs.Select(output => output.Name), report.Outputs);

        static string Text(OnnxValue value) => $"{value.Name} {value.ElementType} {value.ShapeText}";
    }

    [Fact]
    public void Parameters_of_a_scan_keep_their_keys_and_shapes()
    {
        using var file = new TemporaryFile(".onnx");
        var cell = new Mgu(2, 3);
        OnnxExport.Write(cell, file.Path, new() { RequireStates = true });
        var initializers = OnnxModel.Load(file.Path).Initializers.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var parameter in cell.Parameters)
        {
            var values = new float[parameter.Size];
            cell.Parameters.Read(parameter.Name, values);
            var tensor = Assert.IsType<OnnxTensor<float>>(initializers[parameter.Name].Decode());
            Assert.Equal(parameter.Shape, tensor.Shape.ToArray());
            Assert.Equal(values, tensor.Values.ToArray());
        }
    }

    [Fact]
    public void The_same_cell_gives_the_same_bytes_whatever_the_culture()
    {
        var (culture, first) = (CultureInfo.CurrentCulture, Bytes());
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new() { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(first, Bytes());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        static byte[] Bytes()
        {
            using var stream = new MemoryStream();
            OnnxExport.Write(new Clockwork(3, 8), stream);
            OnnxExport.Write(new LstmDouble(3, 5), stream);
            return stream.ToArray();
        }
    }

    [Fact]
    public void Every_op_has_a_form_or_a_reason_why_not()
    {
        string[] refused = [.. OpTable.All.Where(op => RnnGraph.Onnx.Export.OpForms.Refusal(op) is not null).Select(op => op.Name)];
        Assert.Equal(["outer-total", "share", "start-total", "step-total", "total"], refused);
    }

    [Fact]
    public void What_cannot_be_said_is_refused_by_name_and_nothing_is_written()
    {
        using var file = new TemporaryFile(".onnx");
        var cell = new CellBuilder();
        Lstm.Define(cell, 2, 3);
        var graph = cell.Build("Lstm");
        var parameters = new Lstm(2, 3).Parameters;

        // the derivative's sums over rows: here made outputs, so that they are needed
        var adjoint = Differentiation.Differentiate(graph);
        var gradients = adjoint.Results.Where(result => result.Kind == Graphs.ResultKind.Gradient).Select(result => new Graphs.GraphResult(Graphs.ResultKind.Output, result.Name, result.Node));
        var derivative = new Graphs.Graph("Derivative", [], [], adjoint.Nodes, [.. gradients]);
        var refusal = Assert.Throws<NotSupportedException>(() => OnnxExport.Write(derivative, parameters, file.Path));
        Assert.Contains("'Derivative' can't be written as an ONNX model: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("is the op 'outer-total': it stands in gradients only", refusal.Message, StringComparison.Ordinal);

        Assert.Contains("the parameter 'i.W' of 'Lstm' is [3, 2]; [3, 4] was given", Assert.Throws<ArgumentException>(() => OnnxExport.Write(graph, new Lstm(4, 3).Parameters, file.Path)).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("input, hidden are open", Assert.Throws<ArgumentException>(() => OnnxExport.Write(CatalogueGraphs.Open("lstm"), parameters, file.Path)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file.Path));
        Assert.Throws<DirectoryNotFoundException>(() => OnnxExport.Write(graph, parameters, Path.Combine(file.Path, "absent", "model.onnx")));
    }

    [Fact]
    public void A_model_beyond_what_a_file_may_have_is_refused_before_a_parameter_is_read()
    {
        var cell = new CellBuilder();
        Lstm.Define(cell, 1 << 20, 1 << 20);
        using var stream = new MemoryStream();
        var refusal = Assert.Throws<NotSupportedException>(() => OnnxExport.Write(cell.Build("Wide"), new Lstm(1, 1).Parameters, stream));
        Assert.Contains("'Wide' can't be written as an ONNX model: with its parameters it takes more than the 2147483647 bytes", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void A_parameter_keeps_its_key_whatever_else_wants_it()
    {
        var net = new NetworkBuilder();
        var matrix = net.Matrix("rnn.W", 3, 3);
        net.Output("y", net.Dense(matrix, net.Scan("rnn", cell => RnnTanh.Define(cell, 2, 3), net.Input("x", 2))["y"]));
        using var file = new TemporaryFile(".onnx");
        new ExportedModel<float>(net.Build("Keys"), new(2, 2), new()).Write(file.Path);
        Assert.Equal("[3, 3]", Assert.Single(OnnxModel.Load(file.Path).Initializers, tensor => tensor.Name == "rnn.W").ShapeText);
    }

    [Fact]
    public void What_only_losses_read_is_left_out()
    {
        using var stream = new MemoryStream();
        var report = OnnxExport.Write(new RnnGraph.Cells.Tests.Catalogued.Networks.Hello(4, 3), stream);
        Assert.Equal(["seen", "rnn.h"], report.Inputs);
        Assert.Equal(["logits", "rnn.h.final"], report.Outputs);
    }
}
