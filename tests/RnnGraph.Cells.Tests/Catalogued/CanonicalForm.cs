using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Cells.Tests.Catalogued;

/// <summary>
/// A text that two graphs share if they are the same but for their names and the order of their lines. Every node is labelled by its op, shape, numbers and initialiser, and
/// then over and over by its label and its operands', in either order where the op doesn't mind, until the labels tell apart all that they ever will; the text is the labels, sorted.
/// Equal graphs have equal texts, so different texts prove different graphs.
/// </summary>
internal static class CanonicalForm
{
    private static readonly HashSet<OpRow> Commutative = [ElementwiseOps.Add, ElementwiseOps.Multiply, ElementwiseOps.Min, ElementwiseOps.Max, ElementwiseOps.EqualTo];

    /// <summary>The form of a graph whose sizes are bound. The names of time axes count, as which axis is which does.</summary>
    public static string Of(Graph graph)
    {
        var results = graph.Results.Where(result => result.Kind != ResultKind.Tap).ToList();
        var tapped = graph.Results.Select(result => result.Node).Except(results.Select(result => result.Node));
        var outer = graph.Nodes.Except(tapped).ToList();
        var nodes = outer.Concat(outer.Where(node => node.Scan is not null).SelectMany(node => node.Scan!.Body)).ToList();
        var carried = graph.Nodes.Where(node => node.Scan is not null).SelectMany(node => node.Scan!.Carried).ToDictionary(state => state.Argument);
        var labels = nodes.ToDictionary(node => node, Own);
        for (var round = 0; round < nodes.Count && Distinct(labels) is var before; round++)
        {
            labels = nodes.ToDictionary(node => node, node => Hash(labels[node] + "(" + string.Join(",", Reads(node, carried, labels)) + ")"));
            if (round > 2 && Distinct(labels) == before)
                break;
        }

        return string.Join("\n", labels.Values.Concat(results.Select(result => $"{result.Kind} {labels[result.Node]}")).Order(StringComparer.Ordinal));
    }

    private static int Distinct(Dictionary<GraphNode, string> labels) => labels.Values.Distinct(StringComparer.Ordinal).Count();

    private static string Own(GraphNode node) => string.Create(
        CultureInfo.InvariantCulture,
        $"{node.Op.Name} {node.Shape} {node.Offset} {string.Join(' ', node.Numbers)} {node.Initializer?.Kind} {node.Initializer?.Value} {node.Scan?.Direction} {node.Axis} {node.Vocabulary}");

    private static IEnumerable<string> Reads(GraphNode node, Dictionary<GraphNode, Carried> carried, Dictionary<GraphNode, string> labels)
    {
        IEnumerable<GraphNode> read = node.Operands;
        if (carried.TryGetValue(node, out var state))
            read = [state.Initial, state.Next];
        if (node.Inner is not null)
            read = read.Append(node.Inner);
        var found = read.Select(operand => labels[operand]);
        return Commutative.Contains(node.Op) ? found.Order(StringComparer.Ordinal) : found;
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
}
