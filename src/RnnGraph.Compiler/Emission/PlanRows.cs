using System.Globalization;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Emission;

/// <summary>The rows of a cell's tables as C#, each with what it is beside it.</summary>
internal sealed class PlanRows
{
    // A member can't be called like the class around it.
    private readonly CodeNames _slots = new(MemberNames.Slot);
    private readonly CodeNames _axes = new(MemberNames.Axis);
    private readonly Schedule _schedule;

    public PlanRows(Schedule schedule) => _schedule = schedule;

    /// <summary>The name of a slot's constant.</summary>
    public string Slot(Slot slot) => _slots[slot, slot.Name, pascal: true];

    /// <summary>The name of an axis's constant.</summary>
    public string Axis(string axis) => _axes[axis, axis, pascal: true];

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

    public string SlotRow(Slot slot)
    {
        var row = slot.Train switch
        {
            Window.Parameter => $"Rnn::SlotPlan.Parameter(\"{slot.Name}\"),",
            Window.External => $"Rnn::SlotPlan.External(\"{slot.Name}\", {slot.Features}{(slot.Evaluate == Window.None ? ", backward: true" : "")}{AxisArgument(slot.Axis)}),",
            Window.Total => $"Rnn::SlotPlan.Total(\"{slot.Name}\", {slot.Features}),",
            Window.ReciprocalSize => $"Rnn::SlotPlan.ReciprocalSize(\"{slot.Name}\", {slot.Features}),",
            Window.StepIndex => FormattableString.Invariant($"Rnn::SlotPlan.StepIndex(\"{slot.Name}\"{(slot.Period > 0 ? FormattableString.Invariant($", period: {slot.Period}") : "")}{AxisArgument(slot.Axis)}),"),
            Window.Derived => $"Rnn::SlotPlan.Derived(\"{slot.Name}\", {slot.Features}),",
            Window.FeatureIndex => $"Rnn::SlotPlan.FeatureIndex(\"{slot.Name}\", {slot.Features}),",
            Window.Share => $"Rnn::SlotPlan.Share(\"{slot.Name}\"),",
            _ => FormattableString.Invariant(
                $"new(\"{slot.Name}\", {slot.Features}, gates: {slot.Gates}, Rnn::SlotLayout.{slot.Layout}, train: Rnn::Window.{(slot.IsTap ? Window.One : slot.Train)}, evaluate: Rnn::Window.{Kept(slot)}){AxisProperty(slot.Axis)},"),
        };
        var occupants = slot.Occupants.Count > 0 && (slot.Gates > 1 || slot.Occupants[0].Count > 1)
            ? " // " + string.Join(", ", slot.Occupants.Select(names => string.Join(" → ", names)))
            : "";
        return row + occupants;
    }

    /// <summary>The runtime itself keeps one step more of a state than of any other value; taps it keeps when they are asked for.</summary>
    private Window Kept(Slot slot) => slot.IsTap ? Window.One : slot.Evaluate == Window.ChunkPlusOne && IsState(slot) ? Window.Chunk : slot.Evaluate;

    private bool IsState(Slot slot) => _schedule.States.Any(state => state.Place.Slot == slot || state.Final?.Slot == slot);

    public string Input(Port port)
    {
        var properties = new List<string>();
        if (_schedule.AxisNumber(port.Axis) != 0)
        {
            properties.Add("Axis = " + AxisName(port.Axis));
        }

        if (port.Vocabulary is { } vocabulary)
        {
            properties.Add($"Vocabulary = {vocabulary}");
        }

        if (port.OneHot is { } oneHot)
        {
            properties.Add("OneHot = " + At(oneHot));
        }

        if (port.IsTarget)
        {
            properties.Add("IsTarget = true");
        }

        return FormattableString.Invariant(
            $"new(\"{port.Name}\", {port.Features}, slot: {(port.HasPlace ? At(port.Place.Slot) : "-1")}{Gradient(port, withGate: true)}){Initialized(properties)},");
    }

    public string Output(Port port) =>
        FormattableString.Invariant($"new(\"{port.Name}\", {port.Features}, slot: {At(port.Place.Slot)}, offset: {port.Place.Offset}, gate: {port.Place.Gate}{Gradient(port, withGate: false)}),");

    public string State(Port port) =>
        FormattableString.Invariant($"new(\"{port.Name}\", {port.Features}, slot: {At(port.Place.Slot)}{Gradient(port, withGate: false)}){Initialized(EndsOf(port))},");

    public string Loss(LossPort loss)
    {
        var axes = string.Join(", ", loss.Axes.Select(AxisName));
        return $"new(\"{loss.Name}\", {Ref(loss.Place, withGate: true)}, share: {(loss.Share is { } share ? At(share) : "-1")}, axes: [{axes}]),";
    }

    public string RowCopy(CopyStep copy, int row)
    {
        var made = copy.Source is { } source ? "new(" + Ref(source.Place, withGate: true) : $"Rnn::RowCopyPlan.Fill({copy.Fill.ToString("R", CultureInfo.InvariantCulture)}d";
        var ends = (copy.Source?.IsAtEnd == true ? ", sourceAtEnd: true" : "") + (copy.Target.IsAtEnd ? ", targetAtEnd: true" : "");
        return FormattableString.Invariant($"{made}, {Ref(copy.Target.Place, withGate: true)}{ends}), // {row}: {StepEquations.Of(copy)}");
    }

    public string Tap(Port port) => FormattableString.Invariant($"new(\"{port.Name}\", {port.Features}, slot: {At(port.Place.Slot)}{(port.Place.Gate > 0 ? ", gate: " + Text(port.Place.Gate) : "")}),");

    public string Product(ProductStep step, int row)
    {
        var gates = string.Join(", ", step.Targets.Select(target => Text(target.Place!.Value.Gate)));
        var accumulate = step.Accumulate.Distinct().Count() == 1
            ? step.Accumulate[0] ? "true" : "false"
            : "[" + string.Join(", ", step.Accumulate.Select(flag => flag ? "true" : "false")) + "]";
        var target = step.Targets[0].Place!.Value;
        return FormattableString.Invariant(
            $"new(pack: {step.Pack.Id}, source: {Ref(step.Source, withGate: false)}, target: {Ref(target, withGate: false)}, gates: [{gates}], accumulate: {accumulate}){Through(step.Embedding)}, // {row}: {StepEquations.Of(step)}");
    }

    public string BackProduct(BackProductStep step, int row)
    {
        var gates = string.Join(", ", step.Sources.Select(source => Text(source.Place!.Value.Gate)));
        return FormattableString.Invariant(
            $"new(pack: {step.Pack.Id}, source: {Ref(step.Sources[0], withGate: false)}, gates: [{gates}], target: {Ref(step.Target, withGate: true)}, accumulate: {(step.Accumulate ? "true" : "false")}), // {row}: {StepEquations.Of(step)}");
    }

    public string WeightGradient(WeightGradientStep step, int row)
    {
        var gates = string.Join(", ", step.Deltas.Select(delta => Text(delta.Place!.Value.Gate)));
        return FormattableString.Invariant(
            $"new(pack: {step.Pack.Id}, left: {Ref(step.Left, withGate: false)}, delta: {Ref(step.Deltas[0], withGate: false)}, gates: [{gates}]){Through(step.Embedding)}, // {row}: {StepEquations.Of(step)}");
    }

    public string Region(string body, Region region, RegionCode code)
    {
        var operands = string.Join(", ", code.Operands.Select(place => Ref(place, withGate: true)));
        var spreads = region.IsSpread ? Initialized([$"Spreads = [{string.Join(", ", code.Operands.Select(place => "Rnn::Spread." + place.Spread))}]"]) : "";
        return $"new(\"{body}\", {region.Features}, operands: [{operands}]){spreads},";
    }

    public string Reduction(ReduceStep step)
    {
        var kind = step.Node.Op == ReductionOps.Mean ? "Mean" : step.Node.Op == ReductionOps.Max ? "Max" : "Sum";
        return $"new(Rnn::ReductionKind.{kind}, source: {Ref(step.Source, withGate: true)}, target: {Ref(step.Target, withGate: true)}),";
    }

    public string Rearrangement(RearrangeStep step, int row)
    {
        var kind = string.Concat(step.Node.Op.Name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));
        var sources = string.Join(", ", step.Sources.Select(source => Ref(source, withGate: true)));
        var offset = step.Node.Offset is { } from ? $", offset: {from}" : "";
        return FormattableString.Invariant(
            $"new(Rnn::RearrangementKind.{kind}, sources: [{sources}], target: {Ref(step.Target, withGate: true)}{offset}), // {row}: {MathText.Equation(step.Node)}");
    }

    public string Draw(DrawStep step, int row)
    {
        var kind = step.Node.Op == RandomOps.Bernoulli || step.Node.Op == RandomOps.BernoulliOnce ? "Bernoulli" : "Normal";
        var numbers = string.Join(", ", step.Node.Numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
        var once = ((RandomRow)step.Node.Op).IsOnce ? ", perSequence: true" : "";
        return FormattableString.Invariant(
            $"new(Rnn::DrawKind.{kind}, stream: {CounterRandom.StreamOf(step.Node.Name)}u, [{numbers}], target: {Ref(step.Target, withGate: true)}{once}), // {row}: {step.Node.Name}");
    }

    public static string WeightNoise(KeyValuePair<string, GraphNode> noise) => FormattableString.Invariant(
        $"new(\"{noise.Key}\", deviation: {noise.Value.Numbers[0].ToString("R", CultureInfo.InvariantCulture)}, stream: {CounterRandom.StreamOf(noise.Value.Name)}u),");

    public string StartTotal(StartTotalStep step) => $"new(state: \"{step.State}\", gradient: {At(step.Gradient.Slot)}, total: {Ref(step.Total, withGate: true)}),";

    public string Sweep(SweepStep step, int row) => FormattableString.Invariant($"new([{string.Join(", ", Sweeps.SlotsOf(step).Select(At))}]), // {row}");

    public string VectorGradient(VectorGradient gradient)
    {
        var place = gradient.Value.Place!.Value;
        return FormattableString.Invariant($"new(\"{gradient.Parameter}\", slot: {At(place.Slot)}{(place.Gate > 0 ? ", gate: " + Text(place.Gate) : "")}),");
    }

    /// <summary>The name of a time axis's constant; what is once for each row has none.</summary>
    public string AxisName(string? axis) => axis is null ? "Rnn::SlotPlan.Once" : "Axis." + Axis(axis);

    private IEnumerable<string> EndsOf(Port state)
    {
        if (state.Final is { } final && final.Slot != state.Place.Slot)
        {
            yield return "Final = " + At(final.Slot);
        }

        if (state.Initial is { } initial)
        {
            yield return "Initial = " + At(initial.Slot);
        }

        if (state.FirstGradient?.Slot != state.Gradient?.Slot)
        {
            yield return "InitialGradient = " + (state.FirstGradient is { } gradient ? At(gradient.Slot) : "-1");
        }
    }

    private static string Initialized(IEnumerable<string> properties)
    {
        var list = string.Join(", ", properties);
        return list.Length == 0 ? "" : " { " + list + " }";
    }

    private static string Through(Pack? embedding) => embedding is null ? "" : Initialized(["Embedding = " + Text(embedding.Id)]);

    private string AxisProperty(string? axis) => _schedule.AxisNumber(axis) == 0 ? "" : Initialized(["Axis = " + AxisName(axis)]);

    private string AxisArgument(string? axis) => _schedule.AxisNumber(axis) == 0 ? "" : ", axis: " + AxisName(axis);

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
