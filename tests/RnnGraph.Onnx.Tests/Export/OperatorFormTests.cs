using System.Numerics;
using RnnGraph.Cells;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;

namespace RnnGraph.Onnx.Tests.Export;

/// <summary>Which cells become a recurrent operator, decided by their equations; and that the operator, read again, computes what the cell does.</summary>
public class OperatorFormTests
{
    /// <summary>A few dozen products of order 1, over six steps, in two orders of addition.</summary>
    private const double SingleTolerance = 1e-5, DoubleTolerance = 1e-13;

    public static TheoryData<string> Standard =>
        ["dropout-recurrent", "gru-reset-before", "gru-torch", "input-noise", "lstm", "lstm-forget-1", "lstm-noaf-003", "lstm-torch", "niaf", "noaf", "peephole", "rnn-relu", "rnn-tanh", "weight-noise"];

    [Theory]
    [MemberData(nameof(Standard))]
    public void A_standard_cell_computes_the_same_after_it_was_read_again(string id)
    {
        foreach (var (input, hidden) in ((int, int)[])[(1, 1), (3, 5), (7, 17)])
        {
            CheckRoundTrip(Catalogue.Find(id).Single(input, hidden), SingleTolerance);
            CheckRoundTrip(Catalogue.Find(id).Double(input, hidden), DoubleTolerance);
        }
    }

    [Fact]
    public void A_state_that_is_given_counts_in_place_of_its_default()
    {
        using var stream = new MemoryStream();
        OnnxExport.Write(new RnnTanh(2, 3), stream);
        var runner = new OnnxRunner(OnnxModel.Read(stream.ToArray(), "rnn.onnx"));
        Dictionary<string, OnnxTensor> inputs = new() { ["x"] = OnnxTensor.Create(new float[2 * 2 * 2], 2, 2, 2) };
        var zero = Final([.. new float[6]], 2);
        Assert.Equal(zero, Final(null, 0));
        Assert.NotEqual(zero, Final([1, 0, 0, 0, 0, 0], 2));
        Assert.Equal(Final([1, 2, 3, 1, 2, 3], 2), Final([1, 2, 3], 1));

        float[] Final(float[]? state, int rows)
        {
            inputs.Remove("h");
            if (state is not null)
                inputs["h"] = OnnxTensor.Create(state, rows, 3);
            return ((OnnxTensor<float>)runner.Run(inputs)["h.final"]).Values.ToArray();
        }
    }

    [Fact]
    public void Equations_count_and_neither_names_nor_order()
    {
        // f = 1 − i, a peephole in one gate, no bias in another, sums and products the other way round
        AssertBecomes("LSTM", cell =>
        {
            var (x, kept, shown) = (cell.Input("seen", 3), cell.State("kept", 4), cell.State("shown", 4));
            var write = Op.Sigmoid(cell.Diagonal("a", kept) + (cell.Dense("a", 4, shown) + cell.Bias("a", 4)) + cell.Dense("a", 4, x));
            var next = (Op.Softsign(cell.Affine("b", 4, shown, x)) * write) + ((1f - write) * kept);
            cell.Next(kept, next);
            cell.Next(shown, Op.Elu(next, 0.5f) * Op.Sigmoid(cell.Dense("c", 4, x) + cell.Dense("c", 4, shown)));
            cell.Output("out", shown.Next);
        });
        AssertBecomes("GRU", cell =>
        {
            var (x, h) = (cell.Input("x", 3), cell.State("h", 4));
            var (u, s) = (Op.HardSigmoid(cell.Affine("u", 4, x, h), 0.25f, 0.4f), Op.HardSigmoid(cell.Affine("s", 4, x, h), 0.25f, 0.4f));
            cell.Next(h, (h * u) + (Op.LeakyRelu(cell.Dense("n", 4, x) + (cell.Dense("n", 4, h) * s), 0.1f) * (1f - u)));
            cell.Output("y", h.Next);
        });
        AssertBecomes("RNN", cell =>
        {
            // a linear recurrence: Affine with 1 and 0
            var (x, h) = (cell.Input("x", 3), cell.LearnedState("h", 4));
            cell.Next(h, cell.Affine("h", 4, h, x));
            cell.Output("y", h.Next);
        });
    }

    [Theory]
    [InlineData("the other gate keeps", false, false, false, false)]
    [InlineData("two functions for one", true, true, false, false)]
    [InlineData("a third bias", true, false, true, false)]
    [InlineData("another output", true, false, false, true)]
    public void What_is_a_little_different_is_a_scan(string about, bool keeps, bool otherFunction, bool thirdBias, bool otherOutput)
    {
        AssertBecomes("Scan", cell =>
        {
            var (x, h) = (cell.Input("x", 3), cell.State("h", 4));
            var sum = cell.Affine("z", 4, x, h) + cell.Bias("z", "b2", 4);
            var z = Op.Sigmoid(thirdBias ? sum + cell.Bias("z", "b3", 4) : sum);
            var r = cell.Affine("r", 4, x, h) is var reset && otherFunction ? Op.HardSigmoid(reset) : Op.Sigmoid(reset);
            var n = Op.Tanh(cell.Affine("n", 4, x, ("U", r * h)));
            cell.Next(h, keeps ? ((1f - z) * n) + (z * h) : ((1f - z) * h) + (z * n));
            cell.Output("y", otherOutput ? n : h.Next);
        }, about);
    }

    [Fact]
    public void A_reversed_scan_reads_from_the_last_step_to_the_first()
    {
        using var file = new TemporaryFile(".onnx");
        var model = new ExportedModel<double>(CatalogueGraphs.Of("bidirectional-concat", 3), new GraphArguments(5, 3), new());
        var report = model.Write(file.Path);
        Assert.Equal([("LSTM", false), ("LSTM", true)], report.Scans.Select(scan => (scan.Operator, scan.IsReversed)));
        model.Check("bidirectional", new OnnxRunner(OnnxModel.Load(file.Path)).Run(model.Feeds(report)), DoubleTolerance);
    }

    [Fact]
    public void A_state_in_a_gate_s_sum_without_a_factor_is_no_peephole() => AssertBecomes("Scan", cell =>
    {
        var (x, h, c) = (cell.Input("x", 3), cell.State("h", 4), cell.State("c", 4));
        Node Gate(string name) => cell.Affine(name, 4, x, h);
        cell.Next(c, (Op.Sigmoid(Gate("f")) * c) + (Op.Sigmoid(Gate("i") + c) * Op.Tanh(Gate("g"))));
        cell.Next(h, Op.Sigmoid(Gate("o")) * Op.Tanh(c.Next));
        cell.Output("y", h.Next);
    });

    [Fact]
    public void A_network_s_scans_are_told_in_the_order_in_which_they_run()
    {
        var net = new NetworkBuilder();
        var below = net.Scan("below", cell => Lstm.Define(cell, 2, 3), net.Input("x", 2));
        net.Output("y", net.Scan("above", cell => RnnTanh.Define(cell, 3, 3), below["y"])["y"]);
        using var file = new TemporaryFile(".onnx");
        var report = new ExportedModel<float>(net.Build("Stack"), new GraphArguments(2, 2), new()).Write(file.Path);
        Assert.Equal(["below LSTM", "above RNN"], report.Scans.Select(scan => $"{scan.Name} {scan.Operator}"));
    }

    [Fact]
    public void A_time_axis_may_be_called_batch()
    {
        var net = new NetworkBuilder();
        var along = net.Time("batch");
        var rnn = net.Scan("rnn", along, cell => RnnTanh.Define(cell, 2, 3), net.Repeat(net.Vector("v", 2), along));
        net.Output("y", rnn["y"]);
        net.Output("same", net.Repeat(rnn.Final("h"), along));
        var model = new ExportedModel<double>(net.Build("Batch"), new GraphArguments(2, 3).SetAxis("batch", 5), new());
        using var file = new TemporaryFile(".onnx");
        var report = model.Write(file.Path);
        var written = OnnxModel.Load(file.Path);
        Assert.Equal("[batch.steps, batch, 3]", written.Outputs[0].ShapeText);
        model.Check("batch", new OnnxRunner(written).Run(model.Feeds(report)), DoubleTolerance);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(3000, false)]
    public void A_definition_may_be_deep_and_share_its_nodes(int depth, bool shares)
    {
        var builder = new CellBuilder();
        var (h, x) = (builder.State("h", 2), builder.Input("x", 2));
        var next = h + x;
        for (var i = 0; i < depth; i++)
            next = shares ? next * next : Op.Abs(next);
        builder.Next(h, next);
        builder.Output("y", h.Next);
        var graph = builder.Build("Deep");
        using var file = new TemporaryFile(".onnx");
        var model = new ExportedModel<double>(graph, new GraphArguments(1, 1), new());
        OnnxExportReport? report = null;
        var thread = new Thread(() => report = model.Write(file.Path), maxStackSize: 256 << 10);
        thread.Start();
        thread.Join();
        Assert.Equal("Scan", Assert.Single(report!.Scans).Operator);
    }

    [Fact]
    public void A_peephole_of_the_output_gate_reads_the_new_cell_state() => AssertBecomes("Scan", cell =>
    {
        var (x, h, c) = (cell.Input("x", 3), cell.State("h", 4), cell.State("c", 4));
        Node Gate(string name) => cell.Affine(name, 4, x, h);
        cell.Next(c, (Op.Sigmoid(Gate("f")) * c) + (Op.Sigmoid(Gate("i")) * Op.Tanh(Gate("g"))));
        cell.Next(h, Op.Sigmoid(Gate("o") + cell.Diagonal("o", c)) * Op.Tanh(c.Next));
        cell.Output("y", h.Next);
    });

    /// <summary>The graph becomes this; and what an operator computes is what the graph means. A Scan is run in ONNX Runtime only: see <see cref="RandomGraphTests"/>.</summary>
    private static void AssertBecomes(string form, Action<CellBuilder> define, string about = "")
    {
        var builder = new CellBuilder();
        define(builder);
        var model = new ExportedModel<double>(builder.Build("Cell"), new GraphArguments(5, 3, [5, 2, 0]), new() { Lengths = true, RequireStates = true });
        using var file = new TemporaryFile(".onnx");
        var report = model.Write(file.Path);
        Assert.True(form == Assert.Single(report.Scans).Operator, $"{about}: expected {form}, was {report.Scans[0].Operator}");
        if (form != "Scan")
            model.Check(form, new OnnxRunner(OnnxModel.Load(file.Path)).Run(model.Feeds(report)), DoubleTolerance);
    }

    private static void CheckRoundTrip<T>(RecurrentCell<T> cell, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Steps = 6, Batch = 3;
        var signature = cell.Signature;
        int[] lengths = [6, 2, 5];
        var (x, y) = (Draw(Steps * Batch * signature.Inputs[0].Features, 1), new T[Steps * Batch * signature.Outputs[0].Features]);
        var state = cell.CreateState(Batch);
        foreach (var declared in signature.States)
            Draw(Batch * declared.Features, 2).CopyTo(state[declared.Name]);
        Dictionary<string, OnnxTensor> inputs = new() { ["x"] = OnnxTensor.Create(x, Steps, Batch, signature.Inputs[0].Features), ["lengths"] = OnnxTensor.Create(lengths, Batch) };
        foreach (var declared in signature.States)
            inputs[declared.Name] = OnnxTensor.Create(state[declared.Name].ToArray(), Batch, declared.Features);
        cell.Forward(cell.CreateWorkspace(Steps, Batch, Mode.Evaluate), x, y, state, lengths);

        using var stream = new MemoryStream();
        Assert.NotEqual("Scan", Assert.Single(OnnxExport.Write(cell, stream, new() { Lengths = true }).Scans).Operator);
        var outputs = new OnnxRunner(OnnxModel.Read(stream.ToArray(), "cell.onnx")).Run(inputs);
        AssertClose(y, outputs[signature.Outputs[0].Name]);
        foreach (var declared in signature.States)
            AssertClose(state[declared.Name].ToArray(), outputs[declared.Name + ".final"]);

        void AssertClose(T[] expected, OnnxTensor given) =>
            Assert.All(expected.Zip(((OnnxTensor<T>)given).Values.ToArray()), pair => Assert.InRange(double.CreateChecked(T.Abs(pair.First - pair.Second)), 0, tolerance));

        static T[] Draw(int count, int seed)
        {
            var random = new Random(seed);
            return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextDouble() - 0.5))];
        }
    }
}
