using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Interpreting;

/// <summary>
/// One execution of a scan, step by step. A row beyond its length holds what it carries, stacks 0 and adds nothing to totals; so a reversed scan begins each
/// sequence at its own last step.
/// </summary>
internal sealed class ScanRun
{
    private readonly GraphArguments _run;
    private readonly Dictionary<GraphNode, double[]> _outer;
    private readonly IReadOnlyList<GraphNode> _selected;
    private readonly int _steps;
    private readonly long _first;
    private readonly IReadOnlyList<int> _lengths;

    public ScanRun(GraphArguments run, Dictionary<GraphNode, double[]> outer, Graph graph, GraphNode scan)
    {
        _run = run;
        _outer = outer;
        _steps = run.StepsOf(scan.Axis!);
        _first = run.FirstStepAlong(scan.Axis!, graph);
        _lengths = run.LengthsOf(scan.Axis!);
        _selected = graph.Nodes.Where(node => node.Inner is not null && node.Operands[0] == scan).ToArray();
        foreach (var node in _selected)
        {
            outer[node] = new double[run.LengthOf(node)];
        }
    }

    public void Execute(Scan scan)
    {
        var carried = scan.Carried.ToDictionary(value => value.Argument, value => ForEachRow(_outer[value.Initial], value.Initial));
        for (var i = 0; i < _steps; i++)
        {
            var step = scan.Direction == Direction.Forward ? i : _steps - 1 - i;
            var values = Step(scan, step, carried);
            Select(step, values);
            carried = scan.Carried.ToDictionary(value => value.Argument, value => Held(values[value.Next], carried[value.Argument], step));
        }

        foreach (var node in _selected.Where(node => node.Op == StructureOps.Final))
        {
            _outer[node] = carried[node.Inner!];
        }
    }

    // A constant has one row for all.
    private double[] ForEachRow(double[] values, GraphNode node)
        => node.Space == Space.Parameter ? Enumerable.Repeat(values, _run.Batch).SelectMany(row => row).ToArray() : (double[])values.Clone();

    private bool IsActive(int row, int step) => step < _lengths[row];

    // One feature a row: the place in the sequence, whichever way the scan runs.
    private double[] OfStep(GraphNode leaf, StepRow op, int step) => [.. Enumerable.Repeat(op.Evaluate(_first + step, leaf.Numbers), _run.Batch)];

    private Dictionary<GraphNode, double[]> Step(Scan scan, int step, Dictionary<GraphNode, double[]> carried)
    {
        var values = new Dictionary<GraphNode, double[]>(carried);
        foreach (var node in scan.Body.Where(node => node.Op != StructureOps.Carried))
        {
            values[node] = node.Op == StructureOps.Read ? Slice(_outer[node.Operands[0]], step)
                : node.Op is StepRow op ? OfStep(node, op, step)
                : node.Op is RandomRow random ? Draws.AtStep(node, random, _run, _first + step)
                : node.Op.Kind == OpKind.Leaf ? Interpreter.Fill(node, _run)
                : OpMeaning.Evaluate(
                    node,
                    node.Operands.Select(operand => values.TryGetValue(operand, out var inner) ? inner : _outer[operand]).ToArray(),
                    _run,
                    row => IsActive(row, step));
        }

        return values;
    }

    private double[] Slice(double[] steps, int step)
    {
        var slice = new double[steps.Length / _steps];
        Array.Copy(steps, step * slice.Length, slice, 0, slice.Length);
        return slice;
    }

    private void Select(int step, Dictionary<GraphNode, double[]> values)
    {
        foreach (var node in _selected.Where(node => node.Op != StructureOps.Final))
        {
            var (from, to) = (values[node.Inner!], _outer[node]);
            for (var i = 0; i < from.Length; i++)
            {
                if (node.Op == StructureOps.StepTotal)
                {
                    to[i] += from[i];
                }
                else if (IsActive(i / (from.Length / _run.Batch), step))
                {
                    to[(step * from.Length) + i] = from[i];
                }
            }
        }
    }

    private double[] Held(double[] next, double[] before, int step)
    {
        var held = new double[next.Length];
        for (var i = 0; i < held.Length; i++)
        {
            held[i] = IsActive(i / (held.Length / _run.Batch), step) ? next[i] : before[i];
        }

        return held;
    }
}
