using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Onnx.Tests.Export;

/// <summary>Random cells and networks give in ONNX Runtime what their interpretation gives.</summary>
public class RandomGraphTests
{
    /// <summary>Errors of a double over compositions of a dozen functions, some steep.</summary>
    private const double Tolerance = 1e-8;

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RNNGRAPH_RANDOM_CELLS"), out var count) ? count : 60;

    [FactIfOnnxRuntime]
    public void Random_cells_give_the_same()
    {
        using var check = new Checker();
        RandomCells.ForAll(Count, cell =>
        {
            var builder = new CellBuilder();
            cell.Define(builder, 3, 4);
            check.Run(cell.ToString(), builder.Build("Cell"));
        });
    }

    [FactIfOnnxRuntime]
    public void Random_networks_give_the_same()
    {
        using var check = new Checker();
        RandomNetworks.ForAll(Count, network =>
        {
            var builder = new NetworkBuilder();
            network.Define(builder, 3, 4);
            check.Run(network.ToString(), builder.Build("Network"));
        });
    }

    private sealed class Checker : IDisposable
    {
        private readonly OnnxRuntime _runtime = new();
        private readonly TemporaryFile _file = new(".onnx");

        public void Run(string about, Graph graph)
        {
            var arguments = new GraphArguments(4, 3, [4, 1, 3]) { FirstStep = 5 }.SetAxis("source", 3, [2, 3, 1]);
            var model = new ExportedModel<double>(graph, arguments, new() { Lengths = true, RequireStates = true, UseOperators = false });
            if (graph.Results.All(result => result.Kind is ResultKind.Loss or ResultKind.Tap))
            {
                Assert.Contains("neither an output nor a state", Assert.Throws<NotSupportedException>(() => model.Write(_file.Path)).Message, StringComparison.Ordinal);
                return;
            }

            var report = model.Write(_file.Path);

            // beyond, ONNX Runtime 1.30 puts x·σ(x) together to an operator that it doesn't have in double
            model.Check(about, _runtime.Run(_file.Path, model.Feeds(report), optimisation: "basic"), Tolerance);
        }

        public void Dispose()
        {
            _runtime.Dispose();
            _file.Dispose();
        }
    }
}
