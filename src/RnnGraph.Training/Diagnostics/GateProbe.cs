using System.Numerics;
using RnnGraph.Checking;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Training;

/// <summary>Measures <see cref="GateStatistics"/>: which values are gates stands in the graph that the compiled class carries, what they are is read from its taps and outputs.</summary>
public static class GateProbe
{
    /// <summary>The taps and outputs of a cell or network that are values of a sigmoid (also the hard one) at every step, in the order of the definition. Empty if its class carries no graph.</summary>
    public static IReadOnlyList<ValueInfo> GatesOf<T>(IRecurrent<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        var names = DefinitionGraph.Of(network.GetType())?.Results.Where(IsGate).Select(result => (result.Kind, result.Name)).ToHashSet() ?? [];
        return
        [
            .. network.Signature.Taps.Where(tap => tap.Axis is not null && names.Contains((ResultKind.Tap, tap.Name))),
            .. network.Signature.Outputs.Where(output => output.Axis is not null && names.Contains((ResultKind.Output, output.Name))),
        ];
    }

    /// <summary>Runs a network over a pass through held-out data, in evaluation.</summary>
    /// <inheritdoc cref="Measure{T}(ITrainable{T}, IBatchSource{T}, int)"/>
    public static IReadOnlyList<GateStatistics> Measure<T>(ITrainable<T> network, IFiniteSource<T> source)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        return Measure(network, source, source.BatchesPerPass);
    }

    /// <summary>Runs a network over some batches of a source, in evaluation.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="network">The network or cell with the parameters of interest.</param>
    /// <param name="source">The data, from where it stands, and where it stands again on return.</param>
    /// <param name="batches">How many batches.</param>
    /// <returns>A row for each gate, counted over the steps within the lengths; none if no step lies within them.</returns>
    public static IReadOnlyList<GateStatistics> Measure<T>(ITrainable<T> network, IBatchSource<T> source, int batches)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batches);
        var gates = GatesOf(network);
        if (gates.Count == 0)
            return [];
        var start = source.Position;
        var workspace = network.CreateWorkspace(source.Steps, source.Rows, Mode.Evaluate, taps: true);
        var counts = gates.Select(gate => new GateCounts<T>(gate, network.Signature, workspace)).ToList();
        var states = new CarriedStates<T>(network, source);
        var outputs = network.Signature.Outputs.Select(output => counts.Find(of => of.IsOutput && of.Name == output.Name)?.Values ?? []).ToArray();
        for (var batch = 0; batch < batches; batch++)
        {
            source.Next();
            states.BeginBatch();
            var y = default(Outputs<T>);
            foreach (var output in outputs)
                y = y.And(output);
            network.Forward(workspace, source.Inputs, y, states.State, source.Lengths);
            foreach (var gate in counts)
                gate.Add(workspace, source.Lengths);
        }

        source.Resume(start);
        return [.. counts.Where(gate => gate.Steps > 0).Select(gate => gate.Statistics)];
    }

    // A result of a scan is an outer node that stands for one of its body.
    private static bool IsGate(GraphResult result)
    {
        var op = (result.Node.Inner ?? result.Node).Op;
        return ReferenceEquals(op, ElementwiseOps.Sigmoid) || ReferenceEquals(op, ElementwiseOps.HardSigmoid);
    }
}
