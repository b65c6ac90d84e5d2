using static RnnGraph.Onnx.Tests.Wire;

namespace RnnGraph.Onnx.Tests;

/// <summary>Tensors with an extent of 0, whose other extents may be as large as they like, as no values stand behind them: a result or a refusal, without memory or time by those extents.</summary>
public class ExtentTests
{
    private const int Huge = 1 << 30;

    /// <summary>What a run over next to nothing may allocate: a model, a graph, a cell.</summary>
    private const long Most = 4 * 1024 * 1024;

    public static TheoryData<string, int[], int[]> Empty => new()
    {
        { "Softmax", [0, 2147483591], [] },
        { "Softmax", [0, 65536, 32768], [] },
        { "Transpose", [0, 65536, 65536], [] },
        { "Add", [0, Huge], [1] },
        { "MatMul", [65536, 0], [0, 32767] },
        { "MatMul", [Huge, 0, 5], [5, 3] },
        { "MatMul", [2, 0, 65536], [65536, 65536, 0] },
        { "Gemm", [Huge, 0], [0, 3] },
        { "Concat", [Huge, 0, 65536], [Huge, 0, 65536] },
        { "Gather", [0, Huge, 3], [] },
    };

    [Theory]
    [MemberData(nameof(Empty))]
    public void An_operator_over_an_empty_tensor_runs_or_is_refused(string op, int[] first, int[] second)
    {
        OnnxTensor[] inputs = op == "Gather" ? [Zeros(first), OnnxTensor.Create([1L, 2], 2)] : second.Length > 0 ? [Zeros(first), Zeros(second)] : [Zeros(first)];
        (int, object)[] attributes = op is "Concat" or "Gather" ? [Attribute("axis", (3, 1L))] : [];
        foreach (var opset in (long[])[12, 13])
            RunsOrRefuses(() => _ = Run(opset, op, inputs, attributes));
    }

    [Theory]
    [InlineData(Huge)]
    [InlineData(long.MaxValue)]
    public void A_shape_that_nothing_stands_behind_is_not_filled(long extent)
    {
        Assert.False(RunsOrRefuses(() => _ = Run(13, "ConstantOfShape", [OnnxTensor.Create([extent], 1)])));
        Assert.False(RunsOrRefuses(() => _ = Run(13, "Expand", [OnnxTensor.Create([1f, 2], 2, 1), OnnxTensor.Create([extent], 1)])));
    }

    [Theory]
    [InlineData("RNN")]
    [InlineData("LSTM")]
    public void A_recurrent_node_over_any_extents_runs_or_is_refused(string op)
    {
        var gates = op == "RNN" ? 1 : 4;
        var model = Model(14, Node(op, ["x", "w", "r"], ["y", "h"]), Value(11, "x"), Value(11, "w"), Value(11, "r"), Value(12, "y"), Value(12, "h"));
        var runner = new OnnxRunner(OnnxModel.Read(model, "test.onnx"));
        Run([2, 1, 1], [1, gates, 1], [1, gates, 1]); // compiles the cell
        var (random, runs, refused) = (new Random(1), 0, 0);
        int[] extents = [0, 1, 1, 2, Huge];
        while (runs + refused < 1000)
        {
            var (steps, batch, input, hidden) = (Draw(), Draw(), Draw(), Draw());
            int[][] shapes = [[steps, batch, input], [1, (int)Math.Min((long)gates * hidden, int.MaxValue), input], [1, (int)Math.Min((long)gates * hidden, int.MaxValue), hidden]];
            if (random.Next(2) == 0)
                shapes[random.Next(3)][random.Next(3)] = Draw();
            if (!shapes.All(shape => Shapes.Count(shape.Select(extent => (long)extent)) < 64))
                continue;
            if (RunsOrRefuses(() => Run(shapes[0], shapes[1], shapes[2])))
                runs++;
            else
                refused++;
        }

        Assert.True(runs > 50 && refused > 50, $"{runs} runs, {refused} refused");
        Assert.False(RunsOrRefuses(() => Run([1, 1, 1], [1, 0, 1], [1, 0, Huge])));
        Assert.False(RunsOrRefuses(() => Run([0, Huge, 1], [1, gates, 1], [1, gates, 1])));

        int Draw() => extents[random.Next(extents.Length)];
        void Run(int[] x, int[] w, int[] r) => RunKernels(runner, new Dictionary<string, OnnxTensor> { ["x"] = Zeros(x), ["w"] = Zeros(w), ["r"] = Zeros(r) });
    }

    private static OnnxTensor Zeros(int[] shape) => OnnxTensor.Create(new float[Shapes.Count(shape)], shape);

    /// <summary>Whether it runs.</summary>
    private static bool RunsOrRefuses(Action run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var runs = true;
        try
        {
            run();
        }
        catch (OnnxException)
        {
            runs = false;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Most);
        return runs;
    }
}
