using System.Globalization;
using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Text;

/// <summary>Reads what <see cref="GraphPrinter"/> wrote, line by line.</summary>
internal sealed class GraphParser
{
    private readonly string[] _lines;
    private readonly Dictionary<string, GraphNode> _known = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<Size, Size>> _constraints = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphResult> _results = [];
    private int _at;

    public GraphParser(string text) => _lines = text.Replace("\r\n", "\n").TrimEnd('\n').Split('\n');

    public Graph Parse()
    {
        try
        {
            var (name, sizes) = Header(_lines[0]);
            for (_at = 1; _at < _lines.Length;)
            {
                Line(_lines[_at]);
            }

            var graph = new Graph(name, sizes, _constraints, _nodes, _results);
            GraphVerifier.Verify(graph);
            return graph;
        }
        catch (InvalidGraphException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }
        catch (Exception wrong) when (wrong is FormatException or DefinitionException)
        {
            var number = (_at + 1).ToString(CultureInfo.InvariantCulture);
            throw new FormatException($"Line {number} of the graph, '{_lines[Math.Min(_at, _lines.Length - 1)].Trim()}': {wrong.Message}", wrong);
        }
    }

    private static (string Name, string[] Sizes) Header(string line)
    {
        var open = line.IndexOf('(');
        if (!line.StartsWith("graph ", StringComparison.Ordinal) || open < 0 || !line.EndsWith(")", StringComparison.Ordinal))
        {
            throw new FormatException("A graph begins with 'graph Name(sizes)'.");
        }

        return (line.Substring("graph ".Length, open - "graph ".Length), NodeLine.Split(line.Substring(open + 1, line.Length - open - 2)));
    }

    private void Line(string line)
    {
        var (left, right) = Sides(line.Trim());
        var space = left.IndexOf(' ');
        if (space >= 0)
        {
            Statement(left.Substring(0, space), left.Substring(space + 1), right);
            _at++;
        }
        else if (right.StartsWith("scan ", StringComparison.Ordinal))
        {
            Scan(left, right.Substring("scan ".Length));
        }
        else
        {
            _nodes.Add(Node(NodeLine.Read(left, right), isInBody: false));
            _at++;
        }
    }

    private static (string Left, string Right) Sides(string line)
    {
        var equals = line.IndexOf(" = ", StringComparison.Ordinal);
        return equals >= 0 ? (line.Substring(0, equals), line.Substring(equals + 3)) : throw new FormatException("A line needs ' = '.");
    }

    private void Statement(string word, string name, string right)
    {
        if (word == "require")
        {
            _constraints.Add(new KeyValuePair<Size, Size>(Size.Parse(name), Size.Parse(right)));
        }
        else if (ResultNames.Find(word) is { } kind)
        {
            _results.Add(new GraphResult(kind, name, Find(right)));
        }
        else
        {
            throw new FormatException($"'{word}' is neither 'require' nor a kind of result.");
        }
    }

    private void Scan(string name, string text)
    {
        var (direction, axis) = NodeLine.SplitAxis(text);
        if (direction is not ("forward" or "reverse"))
        {
            throw new FormatException($"A scan is 'forward' or 'reverse', not '{direction}'.");
        }

        var carried = new List<(GraphNode Argument, GraphNode Initial, string Next)>();
        var body = new List<GraphNode>();
        for (_at++; _at < _lines.Length && _lines[_at].StartsWith("    ", StringComparison.Ordinal); _at++)
        {
            var (left, right) = Sides(_lines[_at].Trim());
            var line = NodeLine.Read(left, right);
            if (line.Op == StructureOps.Carried)
            {
                line.Require(line.Arguments.Length == 2);
                var argument = Remember(new GraphNode(left, line.Op, Space.Sequence, line.Shape));
                carried.Add((argument, Operand(line, line.Arguments[0], 0), line.Arguments[1]));
                body.Add(argument);
            }
            else
            {
                body.Add(Node(line, isInBody: true));
            }
        }

        var scan = new Scan(
            direction == "forward" ? Direction.Forward : Direction.Reverse,
            carried.Select(value => new Carried(value.Argument, value.Initial, Find(value.Next))).ToArray(),
            body);
        _nodes.Add(Remember(new GraphNode(name, StructureOps.Scan, Space.Step, default, scan: scan, axis: axis)));
    }

    private GraphNode Node(NodeLine line, bool isInBody)
    {
        var selects = line.Op.Kind == OpKind.Structure && line.Op != StructureOps.Read;
        var operandCount = line.Op.IsVariadic ? line.Arguments.Length : line.Op.Arity;
        var count = operandCount + (selects || line.Op.TakesOffset || line.Op.TakesVocabulary ? 1 : 0);
        line.Require(line.Op.Takes(operandCount) && line.Arguments.Length == count + line.Op.NumberCount);
        var operands = line.Arguments.Take(operandCount).Select((argument, at) => Operand(line, argument, at)).ToArray();
        var shape = line.Op.Infer(operands.Select(operand => operand.Shape).ToArray(), line.Shape);
        line.Require(shape == line.Shape);
        var space = isInBody && line.Op == StructureOps.Constant ? Space.Sequence : line.Op.SpaceOf(operands.Select(operand => operand.Space).ToArray());
        return Remember(new GraphNode(
            line.Name,
            line.Op,
            space,
            shape,
            operands,
            line.Arguments.Skip(count).Select(NumberText.Parse).ToArray(),
            line.Initializer,
            inner: selects ? Find(line.Arguments[operandCount]) : null,
            offset: line.Op.TakesOffset ? Size.Parse(line.Arguments[operandCount]) : null,
            axis: line.Axis,
            vocabulary: line.Op.TakesVocabulary ? Size.Parse(line.Arguments[operandCount]) : null));
    }

    private GraphNode Operand(NodeLine line, string argument, int at)
    {
        if ((line.Op.Kind != OpKind.Elementwise && line.Op != StructureOps.Carried) || !IsNumber(argument))
        {
            return Find(argument);
        }

        var name = Lowering.ConstantName(line.Name, at);
        var constant = new GraphNode(name, StructureOps.Constant, Space.Parameter, line.Shape, numbers: [NumberText.Parse(argument)]);
        _nodes.Add(constant);
        return constant;
    }

    // Names begin with a letter or an underscore.
    private bool IsNumber(string argument)
        => argument.Length > 0 && (char.IsDigit(argument[0]) || argument[0] == '-' || (argument is "Infinity" or "NaN" && !_known.ContainsKey(argument)));

    private GraphNode Find(string name) => _known.TryGetValue(name, out var node) ? node : throw new FormatException($"'{name}' is not a node above this line.");

    private GraphNode Remember(GraphNode node)
    {
        if (_known.ContainsKey(node.Name))
        {
            throw new FormatException($"The name '{node.Name}' is used twice.");
        }

        _known.Add(node.Name, node);
        return node;
    }
}
