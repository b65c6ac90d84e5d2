using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Gives every value its slot. Values that one product writes or reads stand side by side in one slot. A value may take the place of another of the
/// same size whose last use is not later than its own first: so a gate's activation overwrites its sum, and its ∂L/∂sum overwrites the activation.
/// (A region loads before it stores, so the two may meet in one region.)
/// </summary>
internal sealed class SlotPlanner
{
    /// <summary>The gates of each slot.</summary>
    private readonly List<List<Gate>> _slots = new();
    private readonly Func<GraphNode, string?> _axisOf;

    private SlotPlanner(Func<GraphNode, string?> axisOf) => _axisOf = axisOf;

    /// <summary>One gate of a slot and the value it holds at present.</summary>
    private sealed class Gate
    {
        public Gate(Slot slot, int index, Value occupant)
        {
            Slot = slot;
            Index = index;
            Occupant = occupant;
        }

        public Slot Slot { get; }

        public int Index { get; }

        public Value Occupant { get; set; }

        public bool IsFreeFor(Value value, string? axis) =>
            Slot.Axis == axis && Slot.Features == value.Features && Slot.Train == value.Train && Slot.Layout == SlotLayout.Panels && Occupant.Death <= value.Birth;
    }

    /// <summary>Places all values that have no place yet; their lifetimes and windows are known.</summary>
    public static void Plan(IEnumerable<Value> values, Func<GraphNode, string?> axisOf)
    {
        var planner = new SlotPlanner(axisOf);
        var groups = values.Where(value => value.Place is null).GroupBy(value => value.Leader())
            .Select(group => group.OrderBy(value => value.Birth).ThenBy(value => value.Order).ToList())
            .OrderBy(group => group[0].Birth);
        foreach (var group in groups)
        {
            planner.PlaceGroup(group);
        }
    }

    private void PlaceGroup(List<Value> group)
    {
        var train = group.Max(value => value.Train);
        var evaluate = group.Max(value => value.Evaluate);
        group.ForEach(value => (value.Train, value.Evaluate) = (train, evaluate));
        if (!group.Any(value => value.IsRows) && train == Window.Steps && FindGates(group) is { } free)
        {
            foreach (var (value, gate) in group.Zip(free, (v, g) => (v, g)))
            {
                gate.Occupant = value;
                gate.Slot.Evaluate = (Window)Math.Max((int)gate.Slot.Evaluate, (int)evaluate);
                gate.Slot.Occupants[gate.Index].Add(value.Node.Name);
                value.Place = new Place(gate.Slot, gate.Index);
            }

            return;
        }

        var rows = group.Any(value => value.IsRows) && group.Count == 1;
        var slot = new Slot(
            group.Count == 1 ? group[0].Node.Name : CommonName(group), group[0].Features, group.Count, rows ? SlotLayout.Rows : SlotLayout.Panels, _axisOf(group[0].Node), train, evaluate);
        var gates = new List<Gate>();
        for (var index = 0; index < group.Count; index++)
        {
            slot.Occupants.Add(new List<string> { group[index].Node.Name });
            group[index].Place = new Place(slot, index);
            gates.Add(new Gate(slot, index, group[index]));
        }

        _slots.Add(gates);
    }

    /// <summary>
    /// Gates of one slot for a whole group: free ones, each value preferring the gate of what it is computed from. Where most of a group finds a free
    /// gate, the slot grows by the others: a few gates more cost less than a slot of their own for all.
    /// </summary>
    private List<Gate>? FindGates(List<Value> group)
    {
        foreach (var gates in _slots)
        {
            var taken = new List<Gate?>();
            foreach (var value in group)
            {
                var free = gates.Where(gate => gate.IsFreeFor(value, _axisOf(value.Node)) && !taken.Contains(gate)).ToList();
                taken.Add(free.FirstOrDefault(gate => IsAkin(value.Node, gate)) ?? free.FirstOrDefault());
            }

            if (2 * taken.Count(gate => gate is not null) > group.Count)
            {
                return group.Zip(taken, (value, gate) => gate ?? Grow(gates, value)).ToList();
            }
        }

        return null;
    }

    private static Gate Grow(List<Gate> gates, Value value)
    {
        var slot = gates[0].Slot;
        var gate = new Gate(slot, slot.Gates++, value);
        slot.Occupants.Add(new List<string>());
        gates.Add(gate);
        return gate;
    }

    /// <summary>Whether a value belongs to the gate: its name begins as the gate's first occupant's does (i.sum, i, d.i.sum).</summary>
    private static bool IsAkin(GraphNode node, Gate gate)
    {
        static string Stem(string name)
        {
            var start = name.StartsWith("d.", StringComparison.Ordinal) ? 2 : 0;
            var end = name.IndexOf('.', start);
            return end < 0 ? name.Substring(start) : name.Substring(start, end - start);
        }

        return Stem(node.Name) == Stem(gate.Slot.Occupants[gate.Index][0]);
    }

    private static string CommonName(List<Value> group) =>
        string.Join(" ", group.Select(value => value.Node.Name.Split('.').FirstOrDefault(part => part is not "d") ?? value.Node.Name).Distinct());
}
