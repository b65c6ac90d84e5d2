using System.Numerics;
using System.Reflection;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Tests.Networks;

/// <summary>Networks emitted as C#, compiled and run on the runtime, against the reference interpretation: losses, outputs, states and every gradient.</summary>
public class EmittedNetworkTests
{
    /// <summary>All networks in both precisions, with their sizes open.</summary>
    private static readonly Lazy<Assembly> Emitted = new(() => EmittedAssembly.Compile(
        NetworkCatalogue.All.Keys.SelectMany((name, index) => new[] { false, true }.SelectMany(isDouble =>
            NetworkCompiler.Emit(GraphText.Print(NetworkCatalogue.Symbolic(name)), new CellTarget(ClassName(index, isDouble), "Emitted", isDouble: isDouble)).Select(file => file.Source)))));

    [Theory]
    [MemberData(nameof(NetworkScheduleTests.Names), MemberType = typeof(NetworkScheduleTests))]
    public void Double_networks_give_what_their_graphs_mean(string name) => Check<double>(name, tolerance: 1e-12);

    /// <summary>Sums of a few dozen products in single precision, each good to 6e-8.</summary>
    [Theory]
    [MemberData(nameof(NetworkScheduleTests.Names), MemberType = typeof(NetworkScheduleTests))]
    public void Float_networks_give_what_their_graphs_mean(string name) => Check<float>(name, tolerance: 2e-5);

    private static void Check<T>(string name, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var type = Emitted.Value.GetType("Emitted." + ClassName(NetworkCatalogue.All.Keys.ToList().IndexOf(name), typeof(T) == typeof(double)), throwOnError: true)!;
        foreach (var (n, m) in new[] { (2, 3), (Vector<T>.Count + 1, (2 * Vector<T>.Count) + 1) })
        {
            var graph = NetworkCatalogue.Bound(name, n, m);
            var adjoint = Differentiation.Differentiate(graph);
            var network = (RecurrentNetwork<T>)Activator.CreateInstance(type, n, m)!;
            foreach (var run in NetworkScheduleTests.Runs())
            {
                foreach (var batch in new[] { 3, 17 })
                {
                    var arguments = run.Arguments(batch).Fill(adjoint, seed: 5, range: 0.7);
                    new NetworkCheck<T>(network, adjoint, arguments, tolerance).Run($"{name} {n} {m} {run} B{batch}");
                }
            }
        }
    }

    private static string ClassName(int index, bool isDouble) => $"Network{index}{(isDouble ? "Double" : "Float")}";
}
