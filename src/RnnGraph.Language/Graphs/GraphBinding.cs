using RnnGraph.Ops;

namespace RnnGraph.Graphs;

/// <summary>Puts numbers in the place of a graph's sizes. Binding what was recorded with symbols gives what would have been recorded with the numbers.</summary>
internal sealed class GraphBinding
{
    private readonly IReadOnlyDictionary<string, int> _sizes;
    private readonly Dictionary<GraphNode, GraphNode> _bound = [];

    private GraphBinding(IReadOnlyDictionary<string, int> sizes) => _sizes = sizes;

    public static Graph Bind(Graph graph, IReadOnlyDictionary<string, int> sizes)
    {
        foreach (var size in sizes)
        {
            if (!graph.Sizes.Contains(size.Key))
            {
                throw new DefinitionException(
                    DiagnosticIds.SizeNotBound, $"'{graph.Name}' has no size '{size.Key}'; its sizes are {string.Join(", ", graph.Sizes.Select(name => "'" + name + "'"))}.");
            }

            if (size.Value < 1)
            {
                throw new DefinitionException(DiagnosticIds.SizeTooSmall, $"The size '{size.Key}' of '{graph.Name}' is bound to {(Size)size.Value}; a size is at least 1.");
            }
        }

        var binding = new GraphBinding(sizes);
        return new Graph(
            graph.Name,
            graph.Sizes.Where(name => !sizes.ContainsKey(name)).ToArray(),
            binding.Constraints(graph).ToArray(),
            graph.Nodes.Select(binding.Node).ToArray(),
            graph.Results.Select(result => new GraphResult(result.Kind, result.Name, binding.Node(result.Node))).ToArray());
    }

    private IEnumerable<KeyValuePair<Size, Size>> Constraints(Graph graph)
    {
        foreach (var pair in graph.Constraints)
        {
            var (left, right) = (pair.Key.Substitute(_sizes), pair.Value.Substitute(_sizes));
            if (left.IsKnown && right.IsKnown && left != right)
            {
                throw new DefinitionException(
                    DiagnosticIds.RequirementViolated, $"'{graph.Name}' requires {pair.Key} = {pair.Value}, but they are bound to {left} and {right}.");
            }

            if (left != right)
            {
                yield return new KeyValuePair<Size, Size>(left, right);
            }
        }
    }

    private GraphNode Node(GraphNode node)
    {
        if (!_bound.TryGetValue(node, out var bound))
        {
            bound = new GraphNode(
                node.Name,
                node.Op,
                node.Space,
                Shape(node.Shape),
                node.Operands.Select(Node).ToArray(),
                node.Numbers,
                node.Initializer,
                node.Scan is null ? null : Scan(node.Scan),
                node.Inner is null ? null : Node(node.Inner),
                node.Offset?.Substitute(_sizes),
                node.Axis,
                node.Vocabulary?.Substitute(_sizes));
            Check(bound);
            _bound.Add(node, bound);
        }

        return bound;
    }

    // Whether pieces are whole and lie within may show only now.
    private static void Check(GraphNode node)
    {
        if (node.Op.Kind == OpKind.Rearrangement)
        {
            var operands = node.Operands.Select(operand => operand.Shape).ToArray();
            node.Op.CheckOffset(operands, node.Op.Infer(operands, node.Shape), node.Offset ?? 0);
        }
    }

    private Scan Scan(Scan scan)
    {
        var body = scan.Body.Select(Node).ToArray();
        var carried = scan.Carried.Select(value => new Carried(Node(value.Argument), Node(value.Initial), Node(value.Next))).ToArray();
        return new Scan(scan.Direction, carried, body);
    }

    private Shape Shape(Shape shape)
        => shape.IsMatrix
            ? Graphs.Shape.Matrix(shape.Rows.Substitute(_sizes), shape.Columns.Substitute(_sizes))
            : shape == default ? shape : Graphs.Shape.Vector(shape.Rows.Substitute(_sizes));
}
