using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

public sealed partial class NetworkBuilder
{
    /// <summary>
    /// The value at the last step of each sequence. Where the length is 0: what the state started from, if <paramref name="x"/> is the new value of a state of a
    /// forward scan; else 0.
    /// </summary>
    public Node Last(Node x)
    {
        CheckSteps(x, "net.Last");
        var state = x.Draft is { Inner: { } inner } && x.Draft.Operands[0].Scan is { Direction: Direction.Forward } scan ? scan.Carried.Find(carried => carried.Next == inner) : null;
        var last = state is null ? Scanned(TimeScans.Fold(x.Draft, 0, (_, now) => now)) : x.Draft.Operands[0].Scan!.Result(StructureOps.Final, state.Argument);
        return new Node(_recording, last, OperandKind.Input);
    }

    /// <summary>A value of each sequence at every step of a time axis.</summary>
    /// <param name="v">The value.</param>
    /// <param name="along">The time axis; by default <c>time</c>.</param>
    /// <exception cref="DefinitionException">The value is one of every step already.</exception>
    public Node Repeat(Node v, TimeAxis? along = null)
    {
        CheckOutside(v);
        return new Node(_recording, _recording.Add(new Draft(RowOps.Repeat, [v.Draft]) { Axis = along?.Name ?? TimeAxis.Default }), OperandKind.Input);
    }

    /// <summary>Σ over the steps of each sequence; 0 where its length is 0.</summary>
    public Node SumOverTime(Node x)
    {
        CheckSteps(x, "net.SumOverTime");
        return new Node(_recording, Scanned(TimeScans.Sum(x.Draft)));
    }

    /// <summary>The mean over the steps of each sequence; 0 where its length is 0.</summary>
    public Node MeanOverTime(Node x)
    {
        CheckSteps(x, "net.MeanOverTime");
        var (sum, count) = TimeScans.SumAndCount(x.Draft);
        var steps = Op.Max(new Node(_recording, Scanned(count)), 1f);
        return new Node(_recording, Scanned(sum)) / _recording.Make(BroadcastOps.Expand, [steps], declared: x.Draft.Shape);
    }

    /// <summary>The largest value of each feature over the steps of each sequence; 0 where its length is 0. The first of several that are equal takes half of the gradient.</summary>
    public Node MaxOverTime(Node x)
    {
        CheckSteps(x, "net.MaxOverTime");
        var largest = new Node(_recording, Scanned(TimeScans.Fold(x.Draft, float.MinValue, (largest, now) => Draft.Of(ElementwiseOps.Max, largest, now))));
        return Op.Select(largest.Apply(ElementwiseOps.EqualTo, largest.Constant(float.MinValue)), largest.Constant(0), largest);
    }

    private Draft Scanned(Draft result)
    {
        var scan = result.Operands[0].Scan!;
        if (!_recording.Scans.Contains(scan))
        {
            _recording.Scans.Add(scan);
        }

        return _recording.Add(result);
    }

    private void CheckSteps(Node x, string what)
    {
        CheckOutside(x);
        if (x.Draft.Space != Space.Step)
        {
            throw new DefinitionException(DiagnosticIds.WrongSpace, $"{what} needs a value of every step, but is given one that is the same at every step.");
        }
    }
}
