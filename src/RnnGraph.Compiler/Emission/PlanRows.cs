using System.Globalization;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Emission;

/// <summary>The rows of a cell's tables as C#, each with what it is beside it.</summary>
internal sealed class PlanRows
{
    private readonly CodeNames _slots = new();

    /// <summary>The name of a slot's constant.</summary>
    public string Slot(Slot slot) => _slots[slot, slot.Name, pascal: true];

    public static string Parameter(GraphNode node, Schedule schedule)
    {
        var start = Start(node.Initializer ?? Initializer.Uniform);
        if (!node.Shape.IsMatrix)
        {
            return $"Rnn::ParameterPlan.Vector(\"{node.Name}\", {node.Shape.Rows}, {start}),";
        }

        var pack = schedule.Packs.First(p => p.Matrices.Contains(node));
        var gate = pack.Matrices.ToList().IndexOf(node);
        return FormattableString.Invariant(
            $"Rnn::ParameterPlan.Matrix(\"{node.Name}\", rows: {node.Shape.Rows}, columns: {node.Shape.Columns}, {start}, pack: {pack.Id}, gate: {gate}),");
    }

    public static string Pack(Pack pack) =>
        FormattableString.Invariant($"new(outputs: {pack.Outputs}, inputs: {pack.Inputs}, gates: {pack.Matrices.Count}), // {pack.Id}: {Names(pack.Matrices)}");

    public static string SlotRow(Slot slot)
    {
        var row = slot.Train switch
        {
            Window.Parameter => $"Rnn::SlotPlan.Parameter(\"{slot.Name}\"),",
            Window.External => $"Rnn::SlotPlan.External(\"{slot.Name}\", {slot.Features}{(slot.Evaluate == Window.None ? ", backward: true" : "")}),",
            Window.Total => $"Rnn::SlotPlan.Total(\"{slot.Name}\", {slot.Features}),",
            Window.ReciprocalSize => $"Rnn::SlotPlan.ReciprocalSize(\"{slot.Name}\", {slot.Features}),",
            Window.Derived => $"Rnn::SlotPlan.Derived(\"{slot.Name}\", {slot.Features}),",
            _ => FormattableString.Invariant(
                $"new(\"{slot.Name}\", {slot.Features}, gates: {slot.Gates}, Rnn::SlotLayout.{slot.Layout}, train: Rnn::Window.{(slot.IsTap ? Window.One : slot.Train)}, evaluate: Rnn::Window.{Kept(slot)}),"),
        };
        var occupants = slot.Occupants.Count > 0 && (slot.Gates > 1 || slot.Occupants[0].Count > 1)
            ? " // " + string.Join(", ", slot.Occupants.Select(names => string.Join(" → ", names)))
            : "";
        return row + occupants;
    }

    /// <summary>The runtime itself keeps one step more of a carried value than of any other; taps it keeps when they are asked for.</summary>
    private static Window Kept(Slot slot) => slot.IsTap ? Window.One : slot.Evaluate == Window.ChunkPlusOne ? Window.Chunk : slot.Evaluate;

    public string Input(Port port) =>
        FormattableString.Invariant($"new(\"{port.Name}\", {port.Features}, slot: {At(port.Place.Slot)}{Gradient(port, withGate: true)}),");

    public string Output(Port port) =>
        FormattableString.Invariant($"new(\"{port.Name}\", {port.Features}, slot: {At(port.Place.Slot)}, offset: {port.Place.Offset}, gate: {port.Place.Gate}{Gradient(port, withGate: false)}),");

    public string State(Port port) =>
        FormattableString.Invariant($"new(\"{port.Name}\", {port.Features}, slot: {At(port.Place.Slot)}{Gradient(port, withGate: false)}),");

    public string Tap(Port port) => FormattableString.Invariant($"new(\"{port.Name}\", {port.Features}, slot: {At(port.Place.Slot)}),");

    public string Product(ProductStep step, int row)
    {
        var gates = string.Join(", ", step.Targets.Select(target => Text(target.Place!.Value.Gate)));
        var accumulate = step.Accumulate.Distinct().Count() == 1
            ? step.Accumulate[0] ? "true" : "false"
            : "[" + string.Join(", ", step.Accumulate.Select(flag => flag ? "true" : "false")) + "]";
        var target = step.Targets[0].Place!.Value;
        return FormattableString.Invariant(
            $"new(pack: {step.Pack.Id}, source: {Ref(step.Source, withGate: false)}, target: {Ref(target, withGate: false)}, gates: [{gates}], accumulate: {accumulate}), // {row}: {Equation(step)}");
    }

    public string BackProduct(BackProductStep step, int row)
    {
        var gates = string.Join(", ", step.Sources.Select(source => Text(source.Place!.Value.Gate)));
        return FormattableString.Invariant(
            $"new(pack: {step.Pack.Id}, source: {Ref(step.Sources[0], withGate: false)}, gates: [{gates}], target: {Ref(step.Target, withGate: true)}, accumulate: {(step.Accumulate ? "true" : "false")}), // {row}: {Equation(step)}");
    }

    public string WeightGradient(WeightGradientStep step, int row)
    {
        var gates = string.Join(", ", step.Deltas.Select(delta => Text(delta.Place!.Value.Gate)));
        return FormattableString.Invariant(
            $"new(pack: {step.Pack.Id}, left: {Ref(step.Left, withGate: false)}, delta: {Ref(step.Deltas[0], withGate: false)}, gates: [{gates}]), // {row}: {Equation(step)}");
    }

    public string Region(string body, Region region, RegionCode code)
    {
        var operands = string.Join(", ", code.Operands.Select(place => Ref(place, withGate: true)));
        return $"new(\"{body}\", {region.Features}, operands: [{operands}]),";
    }

    public string Reduction(ReduceStep step)
    {
        var kind = step.Node.Op == ReductionOps.Mean ? "Mean" : step.Node.Op == ReductionOps.Max ? "Max" : "Sum";
        return $"new(Rnn::ReductionKind.{kind}, source: {Ref(step.Source, withGate: true)}, target: {Ref(step.Target, withGate: true)}),";
    }

    public string VectorGradient(VectorGradient gradient)
    {
        var place = gradient.Value.Place!.Value;
        return FormattableString.Invariant($"new(\"{gradient.Parameter}\", slot: {At(place.Slot)}{(place.Gate > 0 ? ", gate: " + Text(place.Gate) : "")}),");
    }

    /// <summary>i, f += U_i·h⁻, U_f·h⁻.</summary>
    public static string Equation(ProductStep step)
    {
        var adds = step.Accumulate.All(flag => flag) ? " += " : " = ";
        return string.Join(", ", step.Targets.Select(target => MathText.Name(target.Node))) + adds
            + string.Join(", ", step.Pack.Matrices.Select(matrix => MathText.Name(matrix) + "·" + MathText.Name(step.Source.Node)));
    }

    /// <summary>∂h += U_iᵀ·∂i + U_fᵀ·∂f.</summary>
    public static string Equation(BackProductStep step) =>
        MathText.Name(step.Target.Node) + (step.Accumulate ? " += " : " = ")
        + string.Join(" + ", step.Pack.Matrices.Zip(step.Sources, (matrix, source) => MathText.Name(matrix) + "ᵀ·" + MathText.Name(source.Node)));

    /// <summary>∂U_i, ∂U_f += Σ ∂i·h⁻ᵀ, Σ ∂f·h⁻ᵀ.</summary>
    public static string Equation(WeightGradientStep step) =>
        string.Join(", ", step.Pack.Matrices.Select(matrix => "∂" + MathText.Name(matrix))) + " += "
        + string.Join(", ", step.Deltas.Select(delta => "Σ " + MathText.Name(delta.Node) + "·" + MathText.Name(step.Left.Node) + "ᵀ"));

    private string Gradient(Port port, bool withGate)
    {
        if (port.Gradient is not { } place)
        {
            return "";
        }

        var gate = withGate && place.Gate > 0 ? ", gradientGate: " + Text(place.Gate) : "";
        return ", gradient: " + At(place.Slot) + gate;
    }

    private string Ref(Value value, bool withGate) => Ref(value.Place!.Value, withGate);

    private string Ref(Place place, bool withGate)
    {
        var gate = withGate ? place.Gate : 0;
        return gate > 0 ? FormattableString.Invariant($"new({At(place.Slot)}, {place.Offset}, {gate})")
            : place.Offset > 0 ? FormattableString.Invariant($"new({At(place.Slot)}, {place.Offset})")
            : $"new({At(place.Slot)})";
    }

    private string At(Slot slot) => "Slot." + Slot(slot);

    private static string Start(Initializer start) => start.Kind == InitializerKind.Constant
        ? $"global::RnnGraph.Initializer.Constant({NumberText.Print(start.Value)}f)"
        : "global::RnnGraph.Initializer." + start.Kind;

    private static string Names(IReadOnlyList<GraphNode> nodes) => string.Join(" ", nodes.Select(node => node.Name));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
