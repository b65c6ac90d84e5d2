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

    private static void CheckAll<T>(OnnxExportOptions options, double tolerance, IEnumerable<(int Size, int[] Time, int[] Source)> runs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var runtime = new OnnxRuntime();
        using var file = new TemporaryFile(".onnx");
        foreach (var (id, (size, time, source)) in CatalogueGraphs.Ids.SelectMany(id => runs.Select(run => (id, run))))
        {
            var model = new ExportedModel<T>(CatalogueGraphs.Of(id, size), Arguments(time, source), options);
            var report = model.Write(file.Path);
            model.Check($"{id} of size {size}", runtime.Run(file.Path, model.Feeds(report)), tolerance);
        }
    }

    private static GraphArguments Arguments(int[] time, int[] source) =>
        new GraphArguments(time.Max(), time.Length, time).SetAxis("source", source.Max(), source);
}
