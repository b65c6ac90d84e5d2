using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Graphs;

/// <summary>Checks that a graph has the form that passes rely on; run between passes in tests, and on every graph read from text.</summary>
public sealed class GraphVerifier
{
    private readonly Graph _graph;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<GraphNode> _outer = [];

    private GraphVerifier(Graph graph) => _graph = graph;

    /// <summary>Returns when the graph is well formed.</summary>
    /// <exception cref="InvalidGraphException">It is not; the message names the node and the rule.</exception>
    public static void Verify(Graph graph)
    {
        var verifier = new GraphVerifier(graph);
        foreach (var node in graph.Nodes)
        {
            verifier.OuterNode(node);
        }

        verifier.Results();
    }

    private static void Require(bool holds, GraphNode node, string rule)
    {
        if (!holds)
        {
            throw new InvalidGraphException($"Node '{node.Name}' ({node.Op.Name}): {rule}");
        }
    }

    private void OuterNode(GraphNode node)
    {
        Require(!node.Op.BelongsToBody, node, "it may stand only in the body of a scan.");
        Require(node.Operands.All(_outer.Contains), node, "its operands must be outer nodes above it.");
        var axes = node.Operands.Append(node).Select(of => of.Axis).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        Require(axes.Length < 2, node, $"it joins the time axes '{axes.FirstOrDefault()}' and '{axes.LastOrDefault()}'.");
        Common(node, isInBody: false);
        Require(node.Op == StructureOps.Scan == node.Scan is not null, node, "a scan, and nothing else, has a body.");
        Require(node.Op != StartOps.Start || node.Operands[0].Space == Space.Parameter, node, "it reads parameters, and what is computed from them alone.");
        Require(node.Op.Kind != OpKind.Noise || node.Space == Space.Parameter, node, "noise is on parameters, and on what is computed from them alone.");
        Require(node.Op != StartOps.StartTotal || node.Operands[0].Op == StartOps.Start, node, "its first operand is a start.");
        Require(
            node.Op.Kind != OpKind.Total || node.Op == StartOps.StartTotal || node.Operands.All(operand => operand.Space == node.Operands[0].Space),
            node,
            "its operands have the same rows.");
        if (node.Scan is { } scan)
        {
            ScanBody(node, scan);
        }

        SelectsFromScan(node);
        _outer.Add(node);
    }

    private void Common(GraphNode node, bool isInBody)
    {
        Require(_names.Add(node.Name), node, "its name is used twice.");
        Require(node.Op.Takes(node.Operands.Count), node, $"it needs {(node.Op.IsVariadic ? "at least " : "")}{node.Op.Arity} operands and has {node.Operands.Count}.");
        Require(node.Numbers.Count == node.Op.NumberCount, node, $"it needs {node.Op.NumberCount} numbers and has {node.Numbers.Count}.");
        Require(node.Op.Accepts(node.Numbers), node, $"its numbers {string.Join(", ", node.Numbers.Select(NumberText.Print))} are out of their range.");
        Require(node.Op == StructureOps.Parameter == node.Initializer is not null, node, "a parameter, and nothing else, has an initialiser.");
        Require(node.Op.TakesOffset == node.Offset is not null, node, "a slice and a pad, and nothing else, have an offset.");
        Require(node.Op.TakesVocabulary == node.Vocabulary is not null, node, "tokens, and nothing else, have a vocabulary.");
        foreach (var symbol in node.Shape.Rows.Symbols.Concat(node.Shape.Columns.Symbols).Concat((node.Offset ?? node.Vocabulary)?.Symbols ?? []))
        {
            Require(_graph.Sizes.Contains(symbol), node, $"its shape {node.Shape}{(node.Offset is { } from ? $" or its offset {from}" : "")} depends on '{symbol}', which is not one of the graph's sizes.");
        }

        var (shape, space) = Rules(node, isInBody);
        Require(shape == node.Shape, node, $"its shape is {node.Shape}, but by its op's rule it is {shape}.");
        Require(space == node.Space, node, $"its space is {node.Space}, but by its op's rule it is {space}.");
    }

    private static (Shape Shape, Space Space) Rules(GraphNode node, bool isInBody)
    {
        try
        {
            var operands = node.Operands.Select(operand => operand.Shape).ToArray();
            var shape = node.Op.Infer(operands, node.Shape);
            node.Op.CheckOffset(operands, shape, node.Offset ?? 0);
            var space = node.Op == StructureOps.Constant && isInBody ? Space.Sequence : node.Op.SpaceOf(node.Operands.Select(operand => operand.Space).ToArray());
            return (shape, space);
        }
        catch (DefinitionException wrong)
        {
            throw new InvalidGraphException($"Node '{node.Name}' ({node.Op.Name}): {wrong.Message}");
        }
    }

    private void ScanBody(GraphNode node, Scan scan)
    {
        var seen = new HashSet<GraphNode>();
        var arguments = new HashSet<GraphNode>(scan.Carried.Select(carried => carried.Argument));
        var part = 0;
        foreach (var inner in scan.Body)
        {
            var of = inner.Op == StructureOps.Carried ? 0 : inner.Op == StructureOps.Read ? 1 : 2;
            Require(of >= part, inner, "in a body carried arguments come first, then reads, then the rest.");
            part = of;
            Require(of != 0 || arguments.Contains(inner), inner, "no carried value of the scan has it as its argument.");
            BodyNode(inner, seen, node.Axis!);
            seen.Add(inner);
        }

        foreach (var carried in scan.Carried)
        {
            Require(seen.Contains(carried.Argument), node, $"the argument '{carried.Argument.Name}' of a carried value is not in the body.");
            Require(carried.Argument.Op == StructureOps.Carried, carried.Argument, "the argument of a carried value has op 'carried'.");
            Require(seen.Contains(carried.Next), carried.Argument, $"its next value '{carried.Next.Name}' is not in the body.");
            Require(carried.Next.Space == Space.Sequence, carried.Argument, $"its next value '{carried.Next.Name}' is not in space Sequence.");
            Require(_outer.Contains(carried.Initial), carried.Argument, $"its initial value '{carried.Initial.Name}' is not an outer node above the scan.");
            Require(
                carried.Initial.Space == Space.Sequence || carried.Initial.Op == StructureOps.Constant,
                carried.Argument,
                $"its initial value '{carried.Initial.Name}' is neither in space Sequence nor a constant.");
            var shape = carried.Argument.Shape;
            Require(carried.Initial.Shape == shape && carried.Next.Shape == shape, carried.Argument, "its initial and next value have its shape.");
        }
    }

    private void BodyNode(GraphNode node, HashSet<GraphNode> body, string axis)
    {
        var isConstant = node.Op == StructureOps.Constant || node.Op == BroadcastOps.ReciprocalSize || node.Op is RandomRow;
        Require(node.Op.Kind is not (OpKind.Structure or OpKind.Leaf or OpKind.Noise) || node.Op.BelongsToBody || isConstant, node, "it can't stand in the body of a scan.");
        var isRead = node.Op == StructureOps.Read;
        foreach (var operand in node.Operands)
        {
            var isOuter = _outer.Contains(operand);
            Require(isOuter || (!isRead && body.Contains(operand)), node, $"its operand '{operand.Name}' is neither above it in the body nor an outer node above the scan.");
            Require(!isOuter || operand.Axis is null || operand.Axis == axis, node, $"'{operand.Name}' belongs to the time axis '{operand.Axis}', the scan to '{axis}'.");
            Require(!isOuter || operand.Space == Space.Step == isRead, node, $"an outer node in space Step, and no other, is read through 'read'; '{operand.Name}' is in space {operand.Space}.");
            Require(!isRead || operand.Shape == node.Shape, node, $"its shape is not that of '{operand.Name}'.");
        }

        Common(node, isInBody: true);
        Require(
            node.Space != Space.Parameter || node.Op.Kind == OpKind.Total || node.Operands.Any(body.Contains),
            node,
            "it is the same at every step, so it stands outside the scan.");
        Require(node.Op.Kind != OpKind.Total || node.Operands.All(operand => operand.Space == Space.Sequence), node, "in a body it sums over rows, which an operand lacks.");
    }

    private void SelectsFromScan(GraphNode node)
    {
        var selects = node.Op.Kind == OpKind.Structure && node.Op != StructureOps.Scan;
        Require(selects == node.Inner is not null, node, "a result of a scan, and nothing else, selects a node of its body.");
        if (node.Inner is not { } inner)
        {
            return;
        }

        var scan = node.Operands[0].Scan;
        Require(scan is not null, node, "its operand is not a scan.");
        Require(scan!.Body.Contains(inner), node, $"'{inner.Name}' is not in the body of '{node.Operands[0].Name}'.");
        Require(inner.Shape == node.Shape, node, $"its shape is not that of '{inner.Name}'.");
        var isCarried = node.Op == StructureOps.Previous || node.Op == StructureOps.Final;
        Require(!isCarried || inner.Op == StructureOps.Carried, node, $"it selects a carried argument, which '{inner.Name}' is not.");
        Require(node.Op != StructureOps.StepTotal || inner.Space == Space.Parameter, node, $"it sums a total, in space Parameter, which '{inner.Name}' is not.");
        Require(node.Op != StructureOps.Stack || inner.Space == Space.Sequence, node, $"it stacks a value of each step, in space Sequence, which '{inner.Name}' is not.");
    }

    private void Results()
    {
        var seen = new HashSet<(ResultKind, string)>();
        foreach (var result in _graph.Results)
        {
            Require(seen.Add((result.Kind, result.Name)), result.Node, $"two results are {result.Kind} '{result.Name}'.");
            Require(_outer.Contains(result.Node), result.Node, $"the result {result.Kind} '{result.Name}' is not an outer node of the graph.");
            var space = result.Node.Space;
            Require(result.Kind == ResultKind.Gradient || space == Space.Sequence || (space == Space.Step && result.Kind != ResultKind.FinalState), result.Node, $"the result {result.Kind} '{result.Name}' can't be in space {space}.");
            Require(result.Kind != ResultKind.Loss || result.Node.Shape == Shape.Vector(1), result.Node, $"the loss '{result.Name}' must be a single feature.");
        }
    }
}
