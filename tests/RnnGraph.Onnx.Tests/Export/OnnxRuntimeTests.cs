using System.Numerics;
using RnnGraph.Interpreting;

namespace RnnGraph.Onnx.Tests.Export;

/// <summary>Every definition of the catalogue, written as an ONNX model and run in ONNX Runtime, gives what its interpretation gives.</summary>
public class OnnxRuntimeTests
{
    /// <summary>Sums of a few dozen products of order 1 in single precision, over a handful of steps.</summary>
    private const double SingleTolerance = 2e-5;

    /// <summary>The same in double precision.</summary>
    private const double DoubleTolerance = 1e-12;

    // Sizes with lengths along the axis of most networks and the encoder's: of a single step, ragged, all of a length.
    private static readonly (int Size, int[] Time, int[] Source)[] Runs = [(1, [1, 1, 1], [2, 1, 1]), (3, [4, 1, 2], [1, 5, 2]), (9, [3, 3, 3], [4, 4, 4])];

    [FactIfOnnxRuntime]
    public void Operators_and_scans_give_the_same_in_float() => CheckAll<float>(new() { Lengths = true, RequireStates = true }, SingleTolerance, Runs);

    // ONNX Runtime gives zeros for the last states of a sequence of no steps where the specification has the first ones: of its operators, not of a Scan.
    [FactIfOnnxRuntime]
    public void Scans_alone_give_the_same_in_double() =>
        CheckAll<double>(new() { Lengths = true, RequireStates = true, UseOperators = false }, DoubleTolerance, [.. Runs, (2, [4, 0, 2], [0, 5, 0])]);

    [FactIfOnnxRuntime]
    public void What_is_not_given_is_as_the_definition_says() => CheckAll<float>(new(), SingleTolerance, [(3, [3, 3], [4, 4])]);

    [FactIfOnnxRuntime]
    public void Ops_that_no_random_definition_calls_give_the_same()
    {
        // softsign's operand is ±∞ there
        var cell = new CellBuilder();
        var (x, h) = (cell.Input("x", 3), cell.State("h", 3));
        cell.Next(h, Op.Sign(h - x) + Op.ClipGradient(Op.Tanh(x), 0.1f) + Op.Softsign(x * 1e30f * 1e30f * 1e30f * 1e30f * 1e30f * 1e30f * 1e30f * 1e30f * 1e30f * 1e30f * 1e30f));
        cell.Output("y", h.Next);
        Check(cell.Build("Signs"));

        // what only derivatives call, in a graph's text
        Check(Text.GraphText.Parse(
            """
            graph Derivatives()
              x = input [3]
              h = given [4]
              w = parameter [3, 4] uniform
              scan = scan forward
                h.previous = carried(h, h.next) [4]
                x.now = read(x) [3]
                n.1 = dense-transposed(w, x.now) [4]
                n.2 = pad(x.now, 1) [4]
                n.3 = add(n.1, n.2) [4]
                h.next = add(n.3, h.previous) [4]
              h.next.steps = stack(scan, h.next) [4]
              h.final = final(scan, h.previous) [4]
              output y = h.next.steps
              state h = h.final

            """));

        static void Check(RnnGraph.Graphs.Graph graph)
        {
            using var runtime = new OnnxRuntime();
            using var file = new TemporaryFile(".onnx");
            var options = new OnnxExportOptions { Lengths = true, RequireStates = true };
            var model = new ExportedModel<double>(graph, Arguments([4, 1, 3], [1, 1, 1], options), options);
            var report = model.Write(file.Path);
            model.Check(graph.Name, runtime.Run(file.Path, model.Feeds(report), optimisation: "basic"), DoubleTolerance);
        }
    }

    private static void CheckAll<T>(OnnxExportOptions options, double tolerance, IEnumerable<(int Size, int[] Time, int[] Source)> runs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var runtime = new OnnxRuntime();
        using var file = new TemporaryFile(".onnx");
        foreach (var (id, (size, time, source)) in CatalogueGraphs.Ids.SelectMany(id => runs.Select(run => (id, run))))
        {
            var model = new ExportedModel<T>(CatalogueGraphs.Of(id, size), Arguments(time, source, options), options);
            var report = model.Write(file.Path);
            model.Check($"{id} of size {size}", runtime.Run(file.Path, model.Feeds(report)), tolerance);
        }
    }

    // what goes on with a state has a place in its sequence, too
    private static GraphArguments Arguments(int[] time, int[] source, OnnxExportOptions options) =>
        new GraphArguments(time.Max(), time.Length, time) { FirstStep = options.RequireStates ? 5 : 0 }.SetAxis("source", source.Max(), source);
}
