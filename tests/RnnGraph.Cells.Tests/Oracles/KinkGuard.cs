using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Ops;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>
/// Finds data whose kinks are near: an argument of relu, abs, min … that lies so close to where the derivative jumps that a rounding may take it across.
/// Such data is drawn again, so that no tolerance has to hide what it does.
/// </summary>
internal sealed class KinkGuard
{
    /// <summary>Float kernels are within about 1e-6 of the reference in every argument; twenty times that is a safe distance and still lets most draws pass.</summary>
    public const double NearInFloat = 2e-5;

    private readonly Graph _graph;
    private readonly List<GraphNode> _kinked;
    private readonly double _near;

    /// <summary>Looks for ops with kinks in a graph with one scan.</summary>
    public KinkGuard(Graph graph, double near)
    {
        _near = near;
        var scan = graph.Nodes.Single(node => node.Scan is not null);
        _kinked = [.. scan.Scan!.Body.Where(node => HasKink(node.Op))];
        var nodes = graph.Nodes.ToList();
        var results = graph.Results.ToList();
        foreach (var operand in _kinked.SelectMany(node => node.Operands).Distinct().Where(operand => operand.Op != StructureOps.Constant))
        {
            var stack = new GraphNode(Key(operand), StructureOps.Stack, Space.Step, operand.Shape, [scan], inner: operand);
            nodes.Add(stack);
            results.Add(new GraphResult(ResultKind.Tap, stack.Name, stack));
        }

        // The same graph with every argument of such an op, at every step, among its taps.
        _graph = new Graph(graph.Name, graph.Sizes, graph.Constraints, nodes, results);
    }

    /// <summary>Whether an argument comes near a kink at a step that counts.</summary>
    public bool IsNear(RunData data)
    {
        if (_kinked.Count == 0)
            return false;
        var taps = Interpreter.Run(_graph, ReferenceCell.Arguments(data));
        return _kinked.Exists(node => IsNear(node, data, taps));
    }

    private bool IsNear(GraphNode node, RunData data, GraphResults taps)
    {
        var features = RandomData.Features(node);
        var operands = node.Operands.Select(operand => operand.Op == StructureOps.Constant ? null : taps[ResultKind.Tap, Key(operand)]).ToArray();
        for (var at = 0; at < data.Steps * data.Batch * features; at++)
        {
            var row = at / features;
            if (row / data.Batch >= data.Lengths[row % data.Batch])
                continue;
            var values = operands.Select((operand, index) => operand?[at] ?? node.Operands[index].Numbers[0]).ToArray();
            if (Distance(node, values) < _near)
                return true;
        }

        return false;
    }

    private static string Key(GraphNode operand) => "argument " + operand.Name;

    private static bool HasKink(OpRow op) =>
        op == ElementwiseOps.Relu || op == ElementwiseOps.LeakyRelu || op == ElementwiseOps.Elu || op == ElementwiseOps.Abs || op == ElementwiseOps.Clip
        || op == ElementwiseOps.HardSigmoid || op == ElementwiseOps.Min || op == ElementwiseOps.Max || op == ElementwiseOps.GreaterThan;

    private static double Distance(GraphNode node, double[] values)
    {
        var x = values[0];
        if (values.Length == 2)
            return Math.Abs(x - values[1]);
        if (node.Op == ElementwiseOps.Clip)
            return Math.Min(Math.Abs(x - node.Numbers[0]), Math.Abs(x - node.Numbers[1]));
        if (node.Op != ElementwiseOps.HardSigmoid)
            return Math.Abs(x);
        var position = (node.Numbers[0] * x) + node.Numbers[1];
        return Math.Min(Math.Abs(position), Math.Abs(position - 1));
    }
}
