using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Tool.Reports;

/// <summary>What a change of a definition means to those who use it: lines for people.</summary>
internal static class DefinitionDiff
{
    public static IReadOnlyList<string> Lines(Graph before, Graph after)
    {
        var (old, now) = (CellSummary.Of(before), CellSummary.Of(after));
        List<string> lines = [];
        Section(lines, "Sizes", before.Sizes.Select(size => (size, "")), after.Sizes.Select(size => (size, "")));
        Section(lines, "Parameters", old.Parameters.Select(Parameter), now.Parameters.Select(Parameter));
        lines.Add(Checkpoints(old, now));
        Section(lines, "Inputs, states, outputs and taps", Surface(before), Surface(after));
        Section(lines, "Equations", Equations(before), Equations(after));
        lines.Add("Cost of a step and sequence:");
        lines.Add("  " + Change("parameters", old.Values, now.Values));
        lines.Add("  " + Change("FLOPs in products, forward", old.Operations, now.Operations));
        lines.Add("  " + Change("bytes kept for the backward pass", old.KeptBytes, now.KeptBytes));
        return lines;
    }

    private static (string Name, string What) Parameter(GraphNode node) => (node.Name, $"{node.Shape} {Initial(node.Initializer)}");

    private static string Initial(Initializer? initializer) => initializer switch
    {
        null => "",
        { Kind: InitializerKind.Constant } => FormattableString.Invariant($"starts at {initializer.Value}"),
        _ => $"starts {initializer.Kind.ToString().ToLowerInvariant()}",
    };

    private static string Checkpoints(CellSummary old, CellSummary now)
    {
        if (old.Fingerprint == now.Fingerprint)
            return "Old checkpoints load: names and shapes of the parameters are the same.";
        var shapes = now.Parameters.ToDictionary(node => node.Name, node => node.Shape.ToString(), StringComparer.Ordinal);
        var lost = old.Parameters.Where(node => !shapes.TryGetValue(node.Name, out var shape) || shape != node.Shape.ToString()).Select(node => node.Name).ToList();
        var names = old.Parameters.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        var fresh = now.Parameters.Where(node => !names.Contains(node.Name)).Select(node => node.Name).ToList();
        return "Old checkpoints do NOT load as they are: "
            + string.Join("; ", new[] { fresh.Count > 0 ? $"they lack {string.Join(", ", fresh)}" : "", lost.Count > 0 ? $"they hold {string.Join(", ", lost)}, which is gone or has another shape" : "" }.Where(part => part.Length > 0))
            + ".";
    }

    private static IEnumerable<(string Name, string What)> Surface(Graph graph) =>
        graph.Nodes.Where(node => node.Op.Kind == OpKind.Leaf && node.Space != Space.Parameter).Select(node => ($"{node.Op.Name} {node.Name}", node.Shape.ToString()))
            .Concat(graph.Results.Where(result => result.Kind != ResultKind.FinalState).Select(result => ($"{result.Kind.ToString().ToLowerInvariant()} {result.Name}", result.Node.Shape.ToString())));

    private static IEnumerable<(string Name, string What)> Equations(Graph graph) =>
        graph.Nodes.Where(node => node.Scan is not null).SelectMany(node => EquationText.Of(node.Scan!)).Concat(EquationText.Of(graph.Nodes))
            .Select(equation => (equation.Left, "= " + equation.Right))
            .DistinctBy(equation => equation.Left, StringComparer.Ordinal);

    private static void Section(List<string> lines, string title, IEnumerable<(string Name, string What)> before, IEnumerable<(string Name, string What)> after)
    {
        var old = before.ToDictionary(item => item.Name, item => item.What, StringComparer.Ordinal);
        var now = after.ToDictionary(item => item.Name, item => item.What, StringComparer.Ordinal);
        List<string> changes =
        [
            .. now.Where(item => !old.ContainsKey(item.Key)).Select(item => $"  + {item.Key} {item.Value}".TrimEnd()),
            .. old.Where(item => !now.ContainsKey(item.Key)).Select(item => $"  - {item.Key} {item.Value}".TrimEnd()),
            .. now.Where(item => old.TryGetValue(item.Key, out var was) && was != item.Value).SelectMany(item => new[] { $"  ~ {item.Key} {old[item.Key]}", $"    {new string(' ', item.Key.Length)} {item.Value}" }),
        ];
        lines.Add(changes.Count == 0 ? $"{title}: no change." : title + ":");
        lines.AddRange(changes);
    }

    private static string Change(string what, Size before, Size after) => before == after ? $"{what}: {Formula.Of(after)}" : $"{what}: {Formula.Of(before)} → {Formula.Of(after)}";
}
