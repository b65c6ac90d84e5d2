using RnnGraph.Graphs;
using RnnGraph.Onnx.Recurrent;

namespace RnnGraph.Onnx.Export;

/// <summary>A scan whose equations are those of one of ONNX's recurrent operators.</summary>
/// <param name="Kind">The operator.</param>
/// <param name="Activations">f, of a GRU and an LSTM g, of an LSTM h.</param>
/// <param name="CouplesForget">Of an LSTM: f = 1 − i.</param>
/// <param name="ResetsAfter">Of a GRU: r scales R·h⁻ + Rb.</param>
/// <param name="X">What it reads at every step.</param>
/// <param name="Hidden">The state h.</param>
/// <param name="Cell">Of an LSTM: the state c.</param>
/// <param name="Parameters">The parameters by the names of <see cref="RecurrentCellDefinition"/>: <c>i.W</c>, <c>i.U</c>; biases and peepholes that aren't there are 0.</param>
internal sealed record OperatorMatch(
    RecurrentKind Kind,
    IReadOnlyList<Activation> Activations,
    bool CouplesForget,
    bool ResetsAfter,
    GraphNode X,
    Carried Hidden,
    Carried? Cell,
    IReadOnlyDictionary<string, GraphNode> Parameters)
{
    // Stand for any activation in the definitions that scans are compared with; RecurrentCellDefinition uses none of these by itself.
    private static readonly Activation[] Holes = [new("Sigmoid", 0, 0), new("Softsign", 0, 0), new("Softplus", 0, 0)];

    private static readonly Lazy<IReadOnlyList<(RecurrentCellDefinition Definition, Scan Scan)>> Patterns = new(() =>
    [
        Pattern(RecurrentKind.Rnn),
        Pattern(RecurrentKind.Gru),
        Pattern(RecurrentKind.Gru, resetsAfter: true),
        Pattern(RecurrentKind.Lstm),
        Pattern(RecurrentKind.Lstm, couplesForget: true),
    ]);

    /// <summary>The operator that computes a scan; null if there is none.</summary>
    /// <param name="scan">The scan's node.</param>
    /// <param name="results">What is read of it.</param>
    public static OperatorMatch? Of(GraphNode scan, IReadOnlyCollection<GraphNode> results) =>
        Patterns.Value.SelectMany(pattern => Matches(pattern.Definition, pattern.Scan, scan.Scan!)).FirstOrDefault(match => results.All(match.Gives));

    /// <summary>The carried value whose last one an operator's second or third output is, or whose every one its first is; null for what it doesn't give.</summary>
    public Carried? StateOf(GraphNode result) =>
        result.Op == Ops.StructureOps.Final ? (result.Inner == Hidden.Argument ? Hidden : result.Inner == Cell?.Argument ? Cell : null)
        : result.Op == Ops.StructureOps.Stack && Evaluation.Of(result.Inner!) == Evaluation.Of(Hidden.Next) ? Hidden
        : null;

    private bool Gives(GraphNode result) => StateOf(result) is not null;

    private static (RecurrentCellDefinition, Scan) Pattern(RecurrentKind kind, bool couplesForget = false, bool resetsAfter = false)
    {
        var definition = new RecurrentCellDefinition(kind, Holes, null, couplesForget, resetsAfter, HasPeepholes: kind == RecurrentKind.Lstm);
        return (definition, definition.Record().Nodes.Single(node => node.Scan is not null).Scan!);
    }

    // Which carried value is h and which c isn't known; the order of both is tried.
    private static IEnumerable<OperatorMatch> Matches(RecurrentCellDefinition definition, Scan pattern, Scan scan)
    {
        if (scan.Carried.Count != pattern.Carried.Count)
            yield break;
        foreach (var order in scan.Carried.Count == 1 ? [scan.Carried] : new[] { scan.Carried, [.. scan.Carried.Reverse()] })
        {
            var states = pattern.Carried.Zip(order).ToDictionary(pair => pair.First.Argument, pair => pair.Second.Argument);
            var bound = new ScanUnifier(Holes, states).Unify([.. pattern.Carried.Zip(order).Select(pair => (pair.First.Next, pair.Second.Next))]);
            if (bound?.Input is { } x)
                yield return new(definition.Kind, bound.Activations, definition.CouplesForget, definition.ResetsAfter, x, order[0], order.ElementAtOrDefault(1), bound.Parameters);
        }
    }
}
