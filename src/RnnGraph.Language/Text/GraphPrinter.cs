using System.Text;
using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Text;

/// <summary>Writes a graph, one node a line; the body of a scan is indented below it.</summary>
internal sealed class GraphPrinter
{
    private readonly Graph _graph;
    private readonly StringBuilder _text = new();
    private readonly HashSet<GraphNode> _inLine = [];

    public GraphPrinter(Graph graph)
    {
        _graph = graph;
        foreach (var reader in graph.Nodes.SelectMany(node => node.Scan is { } scan ? scan.Body.Append(node) : [node]))
        {
            for (var i = 0; i < reader.Operands.Count; i++)
            {
                if (IsInLine(reader, i))
                {
                    _inLine.Add(reader.Operands[i]);
                }
            }

            foreach (var carried in reader.Scan?.Carried.Where(IsInLine) ?? [])
            {
                _inLine.Add(carried.Initial);
            }
        }
    }

    public string Print()
    {
        Line($"graph {_graph.Name}({string.Join(", ", _graph.Sizes)})");
        foreach (var pair in _graph.Constraints)
        {
            Line($"  require {pair.Key} = {pair.Value}");
        }

        foreach (var node in _graph.Nodes.Where(node => !_inLine.Contains(node)))
        {
            if (node.Scan is { } scan)
            {
                Scan(node, scan);
            }
            else
            {
                Node("  ", node, Arguments(node));
            }
        }

        foreach (var result in _graph.Results)
        {
            Line($"  {ResultNames.Of(result.Kind)} {result.Name} = {result.Node.Name}");
        }

        return _text.ToString();
    }

    /// <summary>Whether an operand is written as a number in its reader's line: a constant that nothing else reads, named so.</summary>
    private static bool IsInLine(GraphNode reader, int at)
    {
        var operand = reader.Operands[at];
        return operand.Op == StructureOps.Constant
            && operand.Space == Space.Parameter
            && reader.Op.Kind == OpKind.Elementwise
            && operand.Shape == reader.Shape
            && operand.Name == Lowering.ConstantName(reader.Name, at);
    }

    private static bool IsInLine(Carried carried)
        => carried.Initial.Op == StructureOps.Constant && carried.Initial.Name == Lowering.ConstantName(carried.Argument.Name, 0);

    private void Scan(GraphNode node, Scan scan)
    {
        Line($"  {node.Name} = scan {(scan.Direction == Direction.Forward ? "forward" : "reverse")}{NodeLine.Along(node)}");
        foreach (var carried in scan.Carried)
        {
            var initial = IsInLine(carried) ? NumberText.Print(carried.Initial.Numbers[0]) : carried.Initial.Name;
            Node("    ", carried.Argument, $"{initial}, {carried.Next.Name}");
        }

        var arguments = new HashSet<GraphNode>(scan.Carried.Select(carried => carried.Argument));
        foreach (var inner in scan.Body.Where(inner => !arguments.Contains(inner)))
        {
            Node("    ", inner, Arguments(inner));
        }
    }

    private void Node(string indent, GraphNode node, string arguments)
        => Line($"{indent}{node.Name} = {node.Op.Name}{(arguments.Length == 0 ? "" : "(" + arguments + ")")} {node.Shape}{InitializerText.Print(node.Initializer)}{NodeLine.Along(node)}");

    private static string Arguments(GraphNode node)
    {
        var operands = node.Operands.Select((operand, at) => IsInLine(node, at) ? NumberText.Print(operand.Numbers[0]) : operand.Name);
        var inner = node.Inner is null ? [] : new[] { node.Inner.Name };
        var size = (node.Offset ?? node.Vocabulary) is { } of ? new[] { of.ToString() } : [];
        return string.Join(", ", operands.Concat(inner).Concat(size).Concat(node.Numbers.Select(NumberText.Print)));
    }

    private void Line(string line) => _text.Append(line).Append('\n');
}
