using System.Numerics;
using RnnGraph.Differentiating;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Tests.Networks;

/// <summary>Random networks emitted as C#, compiled and run on the runtime, against the reference interpretation: what a schedule leaves to emission and the kernels fails here.</summary>
public class RandomEmittedNetworkTests
{
    /// <summary>Roslyn compiles many classes at once in much less time than one by one.</summary>
    private const int Together = 24;

    /// <summary>How many networks a run draws; the long run sets the environment variable (see CONTRIBUTING).</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RNNGRAPH_RANDOM_CELLS"), out var count) ? count : Together;

    [Fact]
    public void Emitted_networks_give_what_their_graphs_mean()
    {
        var ahead = new Queue<RandomNetwork>(RandomNetworks.Draw(Count));
        var compiled = new Dictionary<RandomNetwork, Type>();
        RandomNetworks.ForAll(Count, network =>
        {
            if (!compiled.ContainsKey(network))
            {
                // One that FsCheck makes while it shrinks a failing network isn't among those that come next, and is compiled alone.
                var isDrawn = ahead.Contains(network);
                compiled = Compile(isDrawn ? [.. Enumerable.Range(0, Math.Min(Together, ahead.Count)).Select(_ => ahead.Dequeue()).Distinct()] : [network]);
            }

            Check(network, compiled[network]);
        });
    }

    private static Dictionary<RandomNetwork, Type> Compile(IReadOnlyList<RandomNetwork> networks)
    {
        var assembly = EmittedAssembly.Compile(networks.SelectMany((network, index) =>
        {
            var graph = Recording.Network(net => network.Define(net, net.DeclareSize("n"), net.DeclareSize("m")));
            return NetworkCompiler.Emit(GraphText.Print(graph), new CellTarget($"Network{index}", "Emitted", isDouble: true)).Select(file => file.Source);
        }));
        return networks.Select((network, index) => (network, index)).ToDictionary(pair => pair.network, pair => assembly.GetType($"Emitted.Network{pair.index}", throwOnError: true)!);
    }

    private static void Check(RandomNetwork network, Type type)
    {
        var (n, m) = (2, Vector<double>.Count + 1);
        var adjoint = Differentiation.Differentiate(Recording.Network(net => network.Define(net, n, m)));
        var emitted = (RecurrentNetwork<double>)Activator.CreateInstance(type, n, m)!;
        foreach (var run in NetworkScheduleTests.Runs())
        {
            new NetworkCheck<double>(emitted, adjoint, run.Arguments(batch: 3).Fill(adjoint, seed: 5, range: 0.7), tolerance: 1e-12).Run($"{network} {run}");
        }
    }
}
