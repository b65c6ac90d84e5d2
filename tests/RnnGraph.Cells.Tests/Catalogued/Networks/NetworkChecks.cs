using System.Numerics;
using System.Reflection;
using RnnGraph.Differentiating;
using RnnGraph.Interpreting;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;

namespace RnnGraph.Cells.Tests.Catalogued.Networks;

/// <summary>What must hold of every network of the catalogue: the same as of a cell.</summary>
internal static class NetworkChecks
{
    /// <summary>Rounding of the loss over twice the width: 1e-16 · |L| / 2e-5 is about 1e-11; a wrong derivative errs by 1e-3 and more.</summary>
    private const double DifferenceTolerance = 1e-8;

    /// <summary>Sums of a few dozen products of order 1 in double precision, as a share of the largest.</summary>
    private const double DoubleTolerance = 1e-12;

    /// <summary>The same in single precision, each product good to 6e-8.</summary>
    private const double SingleTolerance = 2e-5;

    // The axis of most networks, and the encoder's: all of a length, ragged, of a single step, of none.
    private static readonly (int[] Time, int[] Source)[] Lengths =
    [
        ([3, 3, 3], [4, 4, 4]),
        ([4, 0, 2], [1, 5, 0]),
        ([1, 1, 1], [2, 0, 1]),
        ([0, 0, 0], [2, 2, 2]),
        ([0, 0, 0], [0, 0, 0]),
    ];

    /// <summary>Run at run time the definition records what the generator read, whichever class binds it.</summary>
    public static void CheckRecording(NetworkDefinition network)
    {
        var recorded = GraphText.Print(network.Record());
        Assert.Equal(recorded, network.Type.GetCustomAttribute<CellGraphAttribute>()!.Text);
        foreach (var bound in network.Classes)
            Assert.Equal(AfterFirstLine(recorded), AfterFirstLine(bound.GetCustomAttribute<CellGraphAttribute>()!.Text));
    }

    /// <summary>The derived graph agrees with central differences of the graph itself.</summary>
    public static void CheckDifferences(NetworkDefinition network)
    {
        var graph = network.Record([.. network.SizeNames.Select((_, index) => 2 + (index % 2))]);
        foreach (var lengths in Lengths)
        {
            var worst = CentralDifferences.Compare(graph, Arguments(lengths, batch: 3).Fill(graph, seed: 7))[0];
            Assert.True(worst.Error < DifferenceTolerance, $"{network.Type.Name}: {worst}");
        }
    }

    /// <summary>Interpreter and kernels against PyTorch's vectors of a plain restatement.</summary>
    public static void CheckTorch(string id, NetworkDefinition network)
    {
        var vectors = NetworkVectors.Load(Path.Combine(AppContext.BaseDirectory, "Vectors", "Networks", id + ".json"));
        int[] sizes = [.. network.SizeNames.Select(name => vectors.Sizes[name])];
        var graph = network.Record(sizes);
        var adjoint = Differentiation.Differentiate(graph);
        for (var at = 0; at < vectors.Cases.Length; at++)
        {
            var (about, arguments) = ($"{id} PyTorch's case {at}", vectors.AssertInterpreted(graph, at));
            new NetworkCheck<double>(network.Double(sizes), adjoint, arguments, DoubleTolerance).Run(about);
            new NetworkCheck<float>(network.Single(sizes), adjoint, arguments, SingleTolerance).Run(about);
        }
    }

    /// <summary>The generated kernels in float and double against the interpreter: losses, outputs, states, taps and every gradient; on two threads the same bits; streamed the same.</summary>
    public static void CheckKernels(NetworkDefinition network)
    {
        CheckKernel<float>(network, SingleTolerance);
        CheckKernel<double>(network, DoubleTolerance);
    }

    private static void CheckKernel<T>(NetworkDefinition network, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = Vector<T>.Count;
        foreach (var extent in new[] { 2, lanes - 1, lanes, (2 * lanes) + 1 })
        {
            // Sizes that differ, so that none can be taken for another.
            int[] sizes = [.. network.SizeNames.Select((_, index) => extent + index)];
            var adjoint = Differentiation.Differentiate(network.Record(sizes));
            var kernel = network.Make<T>(sizes);
            foreach (var lengths in Lengths)
            {
                foreach (var batch in new[] { 3, 17 })
                {
                    var arguments = Arguments(lengths, batch).Fill(adjoint, seed: 5, range: 0.7);
                    new NetworkCheck<T>(kernel, adjoint, arguments, tolerance).Run($"{network.Type.Name} {typeof(T).Name} {string.Join(' ', sizes)}, lengths {string.Join(' ', lengths.Time)}, B{batch}");
                }
            }
        }
    }

    // The rows beyond the third have all steps.
    private static GraphArguments Arguments((int[] Time, int[] Source) lengths, int batch) =>
        new GraphArguments(lengths.Time.Max(), batch, Of(lengths.Time, batch)).SetAxis("source", lengths.Source.Max(), Of(lengths.Source, batch));

    private static int[] Of(int[] lengths, int batch) => [.. Enumerable.Range(0, batch).Select(row => row < lengths.Length ? lengths[row] : lengths.Max())];

    private static string AfterFirstLine(string text) => text[text.IndexOf('\n', StringComparison.Ordinal)..];
}
