using RnnGraph.Graphs;
using RnnGraph.Onnx.Recurrent;

namespace RnnGraph.Onnx.Export;

/// <summary>Writes a scan as the recurrent operator that computes it, its parameters in the operator's order of gates.</summary>
internal static class OperatorWriter
{
    /// <summary>Writes it.</summary>
    /// <param name="graph">The model's graph.</param>
    /// <param name="scan">The scan's node.</param>
    /// <param name="match">What it was found to be.</param>
    /// <param name="results">What is read of it.</param>
    /// <returns>The value of each of <paramref name="results"/>.</returns>
    public static IEnumerable<(GraphNode Result, Value Value)> Write(GraphWriter graph, GraphNode scan, OperatorMatch match, IReadOnlyCollection<GraphNode> results)
    {
        var (draft, block, hidden) = (graph.Draft, graph.Block, match.Hidden.Argument.Shape.Rows.Evaluate());
        var gates = match.Kind.Gates();
        var features = match.X.Shape.Rows.Evaluate();
        var x = graph.Widen(graph.Of(match.X), Rows.Steps, scan.Axis).Name;
        var w = draft.Tensor(scan.Name + ".W", Stack(graph, match, gates.Select(gate => gate + ".W"), hidden * features), 1, gates.Count * hidden, features);
        var r = draft.Tensor(scan.Name + ".R", Stack(graph, match, gates.Select(gate => gate + ".U"), hidden * hidden), 1, gates.Count * hidden, hidden);
        var b = Optional(".B", [.. gates.Select(gate => gate + ".Wb"), .. gates.Select(gate => gate + ".Rb")]);
        var initialHidden = Initial(graph, match.Hidden);
        var initialCell = match.Cell is null ? "" : Initial(graph, match.Cell);
        var peepholes = match.Kind == RecurrentKind.Lstm ? Optional(".P", [.. RecurrentKinds.PeepholeGates.Select(gate => gate + ".p")]) : "";
        List<string> inputs = [x, w, r, b, graph.Lengths(scan.Axis!) ?? "", initialHidden, initialCell, peepholes];
        while (inputs[^1].Length == 0)
            inputs.RemoveAt(inputs.Count - 1);

        var states = results.ToLookup(result => Output(match, result));
        string[] outputs = ["Y", "Y_h", "Y_c"];
        string[] given = [.. outputs.Take(match.Cell is null ? 2 : 3).Select((name, index) => states.Contains(index) ? draft.Claim($"{scan.Name}.{name}") : "")];
        block.AddNamed(scan.Name, match.Kind.ToString().ToUpperInvariant(), inputs, given, [.. Attributes(match, scan.Scan!.Direction, hidden)]);
        foreach (var result in results)
        {
            // Y [T, directions, B, H], Y_h and Y_c [directions, B, H]
            var output = Output(match, result);
            var name = graph.NameOf(result);
            block.Add("Squeeze", [given[output], draft.Integers(output == 0 ? 1 : 0)], [name]);
            yield return (result, new(name, output == 0 ? Rows.Steps : Rows.Batch));
        }

        string Optional(string role, string[] names) =>
            names.Any(match.Parameters.ContainsKey) ? draft.Tensor(scan.Name + role, Stack(graph, match, names, hidden), 1, names.Length * hidden) : "";
    }

    private static int Output(OperatorMatch match, GraphNode result) => result.Op == Ops.StructureOps.Stack ? 0 : match.StateOf(result) == match.Hidden ? 1 : 2;

    /// <summary>The bytes of parameters one after the other; zeros for one that the scan lacks.</summary>
    private static byte[] Stack(GraphWriter graph, OperatorMatch match, IEnumerable<string> names, int size) =>
        [.. names.SelectMany(name => match.Parameters.TryGetValue(name, out var parameter) ? graph.Values(parameter) : new byte[size * graph.Draft.NumberSize])];

    // [B, H] → [1, B, H]; zeros are what the operator takes by itself
    private static string Initial(GraphWriter graph, Carried state) =>
        Evaluation.Number(state.Initial) == 0 ? "" : graph.Block.Add("Unsqueeze", $"{state.Initial.Name}.directions", [graph.Widen(graph.Of(state.Initial), Rows.Batch, null).Name, graph.Draft.Integers(0)]);

    private static IEnumerable<(string Name, object Value)> Attributes(OperatorMatch match, Direction direction, int hidden)
    {
        yield return ("hidden_size", (long)hidden);
        if (direction == Direction.Reverse)
            yield return ("direction", "reverse");
        if (match.CouplesForget)
            yield return ("input_forget", 1L);
        if (match.ResetsAfter)
            yield return ("linear_before_reset", 1L);
        if (match.Activations.Select(activation => activation.Name).SequenceEqual(match.Kind.DefaultActivations(), StringComparer.Ordinal))
            yield break;
        yield return ("activations", match.Activations.Select(activation => activation.Name).ToArray());
        if (match.Activations.Where(activation => activation.Numbers >= 1).Select(activation => activation.Alpha).ToArray() is { Length: > 0 } alphas)
            yield return ("activation_alpha", alphas);
        if (match.Activations.Where(activation => activation.Numbers >= 2).Select(activation => activation.Beta).ToArray() is { Length: > 0 } betas)
            yield return ("activation_beta", betas);
    }
}
