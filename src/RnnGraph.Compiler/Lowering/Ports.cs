using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>Where the caller's values stand, once all places are known.</summary>
internal sealed class Ports
{
    private readonly Schedule _schedule;
    private readonly LoweringContext _context;
    private readonly Dictionary<GraphNode, Slot> _carried = new();
    private readonly Dictionary<GraphNode, Slot> _started = new();

    private Ports(Schedule schedule, LoweringContext context)
    {
        _schedule = schedule;
        _context = context;
        foreach (var carried in context.Blocks.Where(block => block.Scan is not null).SelectMany(block => block.Scan!.Scan!.Carried))
        {
            _carried[carried.Argument] = context.Values.Carried[carried];
            _started[carried.Initial] = context.Values.Carried[carried];
        }
    }

    private Graph Graph => _context.Graph;

    public static void Set(Schedule schedule, LoweringContext context) => new Ports(schedule, context).Set();

    private void Set()
    {
        var outputs = Results(ResultKind.Output).ToList();
        var seeds = new HashSet<string>(outputs.Select(output => "d." + output.Name), StringComparer.Ordinal);
        _schedule.Inputs = Graph.Nodes
            .Where(node => (node.Op == StructureOps.Input || node.Op == StructureOps.Vector || node.Vocabulary is not null) && !seeds.Contains(node.Name)).Select(Input).ToList();
        _schedule.Outputs = outputs.Select(output => new Port(output.Name, output.Node.Shape.Rows, PlaceOf(output.Node), PlaceOf(Seed(output)))).ToList();
        _schedule.States = Results(ResultKind.FinalState).Select(State).ToList();
        _schedule.Taps = Results(ResultKind.Tap).Select(tap => new Port(tap.Name, tap.Node.Shape.Rows, _context.Values.Taps[tap.Name].Place!.Value, null)).ToList();
        _schedule.Losses = Results(ResultKind.Loss).Select(Loss).ToList();
        _schedule.VectorGradients = Graph.Nodes.Where(node => node.Op == StructureOps.Parameter && !node.Shape.IsMatrix)
            .Select(node => (node.Name, Result: Gradient(node.Name))).Where(pair => pair.Result is not null && PlaceOf(pair.Result.Node) is not null)
            .Select(pair => new VectorGradient(pair.Name, _context.Values[pair.Result!.Node])).ToList();
        _schedule.Values = _context.Values.All.Where(value => value.Place is not null).ToList();
        _schedule.StepsObstacle = Obstacle();
    }

    private Port Input(GraphNode node)
    {
        var oneHot = Graph.Nodes.FirstOrDefault(other => other.Op == BroadcastOps.OneHot && other.Operands[0] == node);
        return new Port(node.Name, node.Shape.Rows, _context.Values.PlaceOf(node), Gradient(node.Name) is { } gradient ? PlaceOf(gradient.Node) : null)
        {
            Axis = node.Axis,
            Vocabulary = node.Vocabulary,
            OneHot = oneHot is null ? null : _context.Values.PlaceOf(oneHot)?.Slot,
            IsTarget = Blocks.IsTarget(Graph, node),
        };
    }

    private Port State(GraphResult result)
    {
        var given = Graph.Nodes.FirstOrDefault(node => node.Op == StructureOps.Given && node.Name == result.Name);
        var seed = Graph.Nodes.FirstOrDefault(node => node.Op == StructureOps.Given && node.Name == "d." + result.Name);
        var final = EndOf(result.Node)!.Value;
        var first = given is null ? final : StartOf(given) ?? final;
        var gradient = seed is null ? null : StartOf(seed);
        var firstGradient = Gradient(result.Name) is { } found ? EndOf(found.Node) : null;
        return new Port(result.Name, result.Node.Shape.Rows, first, gradient)
        {
            Final = final,
            FirstGradient = firstGradient,
            Initial = _started.Keys.FirstOrDefault(start => start.Op == StartOps.Start && start.Name == result.Name) is { } learned ? PlaceOf(learned.Operands[0]) : null,
        };
    }

    private LossPort Loss(GraphResult result)
    {
        var share = Graph.Nodes.FirstOrDefault(node => node.Op == RowOps.Share && Roots.Of(node.Operands[0]) == Roots.Of(result.Node));
        return new LossPort(
            result.Name, PlaceOf(result.Node)!.Value, share is null ? null : PlaceOf(share)!.Value.Slot,
            result.Node.Space == Space.Step ? Array.Empty<string>() : Dependence.Axes(result.Node).OrderBy(axis => axis, StringComparer.Ordinal).ToList());
    }

    /// <summary>Where the caller's value is copied to: to where it is carried, or to a place of its own.</summary>
    private Place? StartOf(GraphNode given) =>
        _context.Values.PlaceOf(given) ?? (_started.TryGetValue(given, out var slot) ? new Place(slot) : null);

    /// <summary>Where a value is that a scan leaves in the end, or what is computed from it.</summary>
    private Place? EndOf(GraphNode node) => node.Op == StructureOps.Final ? new Place(_carried[node.Inner!]) : PlaceOf(node);

    private GraphNode? Seed(GraphResult output) => Graph.Nodes.FirstOrDefault(node => node.Op.Kind == OpKind.Leaf && node.Name == "d." + output.Name);

    private IEnumerable<GraphResult> Results(ResultKind kind) => Graph.Results.Where(result => result.Kind == kind);

    private GraphResult? Gradient(string name) => Graph.Results.FirstOrDefault(result => result.Kind == ResultKind.Gradient && result.Name == name);

    private Place? PlaceOf(GraphNode? node) => node is null ? null : _context.Values[node].Place;

    private string? Obstacle()
    {
        if (Graph.Noncausal is { } node)
        {
            return node.Name;
        }

        var needed = Dependence.Of(Results(ResultKind.Output).Select(output => output.Node));
        return needed.FirstOrDefault(of => of.Scan is { } scan && scan.Carried.Any(carried => carried.Initial.Op != StructureOps.Given && carried.Initial.Op != StartOps.Start))?.Name;
    }
}
