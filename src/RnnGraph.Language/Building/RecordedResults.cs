using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>What a recording results in, as values outside its scans: outputs, losses, final states, taps.</summary>
internal static class RecordedResults
{
    /// <summary>All results in the order in which they are printed.</summary>
    public static IReadOnlyList<(ResultKind Kind, string Name, Draft Value)> Of(CellRecording recording)
    {
        var outputs = Named(ResultKind.Output, recording.Outputs).Concat(Named(ResultKind.Loss, recording.Losses)).ToArray();
        var taps = Named(ResultKind.Tap, recording.Taps).ToArray();
        var live = Liveness.Of(outputs.Concat(taps).Select(result => result.Value));
        var states = recording.States.Where(state => state.IsGiven && live.Contains(state.Scan.Node)).Select(Final);
        return [.. outputs, .. states, .. taps];
    }

    private static IEnumerable<(ResultKind Kind, string Name, Draft Value)> Named(ResultKind kind, IEnumerable<RecordedValue> values)
        => values.Select(value => (kind, value.Name, value.Draft.Within is { } scan ? scan.Steps(value.Draft) : value.Draft));

    private static (ResultKind Kind, string Name, Draft Value) Final(RecordedState state)
        => (ResultKind.FinalState, state.Name, state.Scan.Result(StructureOps.Final, state.Carried.Argument));
}
