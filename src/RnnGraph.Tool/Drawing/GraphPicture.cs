using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Tool.Drawing;

/// <summary>
/// Makes the picture of a definition: a box for every equation, not for every op, so that a gate is one box; a frame for every scan. Parameters are named in the equations.
/// </summary>
internal sealed class GraphPicture
{
    /// <summary>Characters of a line; longer equations are broken before an operator.</summary>
    private const int LineLength = 34;

    private readonly List<Box> _boxes = [];
    private readonly List<Arrow> _arrows = [];
    private readonly List<Frame> _frames = [];
    private readonly Dictionary<GraphNode, Box> _boxOf = [];
    private readonly HashSet<(Box, Box)> _drawn = [];

    private GraphPicture()
    {
    }

    public static Picture Of(Graph graph)
    {
        var picture = new GraphPicture();
        var outer = EquationText.Of(graph.Nodes).ToDictionary(equation => equation.Node);
        foreach (var node in graph.Nodes)
        {
            if (node.Scan is { } scan)
                picture.Add(node, scan);
            else if (node.Op.Kind == OpKind.Leaf && node.Space != Space.Parameter)
                picture.Add(node, [$"{node.Name} {node.Shape}"], node.Op == StructureOps.Given ? BoxKind.State : BoxKind.Input, null);
            else if (outer.TryGetValue(node, out var equation))
                picture.Add(equation, null);
        }

        foreach (var result in graph.Results.Where(result => result.Kind is not (ResultKind.FinalState or ResultKind.Tap)))
        {
            var box = picture.Add(new Box("result " + result.Name, [$"{result.Kind.ToString().ToLowerInvariant()} {result.Name}"], BoxKind.Result, null));
            picture.Connect(result.Node, box);
        }

        picture.DropUnusedStates(graph);
        return new Picture($"{graph.Name}({string.Join(", ", graph.Sizes)})", picture._boxes, picture._arrows, picture._frames);
    }

    private void Add(GraphNode node, Scan scan)
    {
        var frame = new Frame(node.Name, scan.Direction == Direction.Forward ? "for each step" : "for each step, backwards");
        _frames.Add(frame);
        foreach (var carried in scan.Carried)
        {
            Add(carried.Argument, [$"{EquationText.Name(carried.Argument)} {carried.Argument.Shape}"], BoxKind.State, frame);
            if (carried.Initial.Op != StructureOps.Given && carried.Initial.Op != StructureOps.Constant)
                Connect(carried.Initial, _boxOf[carried.Argument]);
        }

        var equations = EquationText.Of(scan).ToDictionary(equation => equation.Node);
        foreach (var inner in scan.Body)
        {
            if (equations.TryGetValue(inner, out var equation))
                Add(equation, frame);
            else if (inner.Op.Kind == OpKind.Leaf && inner.Op != StructureOps.Constant && inner.Op != StructureOps.Carried)
                Add(inner, [inner.Name], BoxKind.Input, frame);
        }

        foreach (var carried in scan.Carried)
        {
            if (BoxOf(carried.Next) is { } from && from != _boxOf[carried.Argument])
                _arrows.Add(new Arrow(from, _boxOf[carried.Argument], IsToNextStep: true));
        }
    }

    private void Add(Equation equation, Frame? frame)
    {
        var kind = equation.Node.Op is ElementwiseRow { Squashes: true } ? BoxKind.Gate : BoxKind.Value;
        var box = Add(equation.Node, Broken(equation.ToString()), kind, frame);
        foreach (var source in equation.Sources)
            Connect(source, box);
    }

    private Box Add(GraphNode node, IReadOnlyList<string> lines, BoxKind kind, Frame? frame) => _boxOf[node] = Add(new Box(node.Name, lines, kind, frame));

    private Box Add(Box box)
    {
        _boxes.Add(box);
        return box;
    }

    private void Connect(GraphNode source, Box to)
    {
        if (BoxOf(source) is { } from && from != to && _drawn.Add((from, to)))
            _arrows.Add(new Arrow(from, to));
    }

    /// <summary>The box of the value that a node stands for: reading, stacking and spreading make no box.</summary>
    private Box? BoxOf(GraphNode node)
    {
        for (var at = node; at is not null; at = at.Inner ?? (at.Operands.Count == 1 ? at.Operands[0] : null))
        {
            if (_boxOf.TryGetValue(at, out var box))
                return box;
        }

        return null;
    }

    /// <summary>A state that merely starts from what the caller gives needs no box outside of its scan.</summary>
    private void DropUnusedStates(Graph graph)
    {
        foreach (var given in graph.Nodes.Where(node => node.Op == StructureOps.Given))
        {
            if (_boxOf.TryGetValue(given, out var box) && !_arrows.Exists(arrow => arrow.From == box))
                _boxes.Remove(box);
        }
    }

    private static List<string> Broken(string equation)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in equation.Split(' '))
        {
            // Operators start a line; what they act on stays with them.
            var breaks = line.Length + 1 + word.Length > LineLength && line.Length > 0 && !IsOperator(line.Split(' ')[^1]);
            if (breaks)
            {
                lines.Add(line);
                line = "   " + word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        lines.Add(line);
        return lines;
    }

    private static bool IsOperator(string word) => word is "+" or "-" or "∘" or "=" or "/" or "·" or "−" or "<" or ">";
}
