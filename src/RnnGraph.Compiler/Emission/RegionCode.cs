using System.Globalization;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Emission;

/// <summary>Emits the body of one region: loads, equations, stores.</summary>
internal sealed class RegionCode
{
    private readonly Region _region;
    private readonly string _scalar;
    private readonly CodeNames _locals = new("tile", "row");
    private readonly CodeNames _constants = new("Apply", "Hold");
    private readonly IReadOnlyList<Place> _places;
    private readonly HashSet<GraphNode> _computed;

    /// <summary>The values stored or added to totals: all stand before the first store, as a store may take the place of what they are made of.</summary>
    private readonly IReadOnlyList<GraphNode> _kept;
    private readonly HashSet<GraphNode> _isKept;
    private readonly Dictionary<GraphNode, int> _uses = new();
    private readonly HashSet<GraphNode> _declared = new();

    /// <summary>The operands whose row the method being written has found.</summary>
    private readonly HashSet<Place> _rows = new();

    public RegionCode(Region region, bool isDouble)
    {
        _region = region;
        _scalar = isDouble ? "double" : "float";
        _computed = new HashSet<GraphNode>(region.Nodes);
        _places = region.Loads.Select(PlaceOf)
            .Concat(region.Stores.Select(store => store.Target.Place!.Value))
            .Concat(region.Stores.Where(store => store.Hold is not null).Select(store => store.Hold!.Place!.Value))
            .Concat(region.Sums.Select(PlaceOf))
            .Concat(region.Totals.Select(total => total.Target.Place!.Value))
            .Distinct().ToList();
        Operands = _places.Select(Operand).Distinct().ToList();
        _kept = region.Stores.Where(store => store.Source is not null).Select(store => store.Source!).Concat(region.Sums.Select(sum => sum.Source)).Concat(region.Totals.Select(total => total.Source)).Select(Roots.Of).ToList();
        _isKept = new HashSet<GraphNode>(_kept);
        foreach (var root in region.Nodes.SelectMany(node => node.Operands).Select(Roots.Of).Concat(_kept))
        {
            _uses[root] = _uses.TryGetValue(root, out var count) ? count + 1 : 1;
        }
    }

    /// <summary>The first gates of the slots that the body touches, at the step's own index or the next; it refers to them by their position here.</summary>
    public IReadOnlyList<Place> Operands { get; }

    /// <summary>How many vector operations a row takes, for the budget.</summary>
    public int Operations => _region.Nodes.Count + _places.Count;

    /// <summary>Writes the body as a struct called <paramref name="name"/>.</summary>
    public void Write(CodeWriter writer, string name)
    {
        _constants.Reserve(name);
        writer.Line($"/// <summary>{Summary()}</summary>");
        writer.Open($"private readonly struct {name} : Rnn::IRegion<{_scalar}>");

        // One line, so that an operand or a gate more changes one line.
        writer.Line($"private const int {string.Join(", ", Operands.Select((operand, index) => (Name: Constant(operand), Value: index)).Concat(Gates()).Select(constant => FormattableString.Invariant($"{constant.Name} = {constant.Value}")))};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("[Compiler::MethodImpl(Compiler::MethodImplOptions.AggressiveInlining)]");
        writer.Open($"public static void Apply(in Rnn::Tile<{_scalar}> tile, int row)");
        Address(
            writer,
            _region.Loads.Where(load => !IsShared(load.Value)).Select(PlaceOf).Concat(_region.Stores.Select(store => store.Target.Place!.Value)));
        foreach (var node in _region.Nodes.Where(IsLocal))
        {
            writer.Line("// " + MathText.Equation(node));
            Declare(writer, node);
        }

        if (_region.Nodes.Any(IsLocal))
        {
            writer.Line();
        }

        // A value that is only moved is read before anything is stored, too.
        foreach (var kept in _kept)
        {
            LoadFirst(writer, kept, force: !_computed.Contains(kept));
        }

        foreach (var store in _region.Stores)
        {
            var source = store.Source is null ? $"Numerics::Vector<{_scalar}>.Zero" : Expression(store.Source);
            writer.Line(Store(store.Target, source));
        }

        foreach (var sum in _region.Sums)
        {
            writer.Line($"tile.Add({Constant(PlaceOf(sum))}, row, {Expression(sum.Source)});");
        }

        foreach (var total in _region.Totals)
        {
            writer.Line($"tile.Accumulate({Constant(total.Target.Place!.Value)}, {Expression(total.Source)});");
        }

        writer.Close();
        writer.Line();
        WriteHold(writer);
        writer.Close();
    }

    /// <summary>Beyond a sequence's length carried values hold and everything else is zero.</summary>
    private void WriteHold(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("[Compiler::MethodImpl(Compiler::MethodImplOptions.AggressiveInlining)]");
        writer.Open($"public static void Hold(in Rnn::Tile<{_scalar}> tile, int row)");
        _rows.Clear();
        Address(writer, _region.Stores.SelectMany(store => store.Hold is null ? [store.Target] : new[] { store.Target, store.Hold }).Select(value => value.Place!.Value));
        foreach (var store in _region.Stores)
        {
            writer.Line(Store(store.Target, store.Hold is null ? $"Numerics::Vector<{_scalar}>.Zero" : Load(store.Hold)));
        }

        writer.Close();
    }

    private string Summary()
    {
        var names = _region.Stores.Where(store => store.Source is not null).Select(store => store.Source!).Concat(_region.Sums.Select(sum => sum.Target.Node)).Select(MathText.Name).Distinct().ToList();
        return names.Count == 0 ? "Starts what products add to." : "Computes " + string.Join(", ", names) + ".";
    }

    /// <summary>The gates of the operands that have several.</summary>
    private IEnumerable<(string Name, int Value)> Gates() => _places.Where(HasGates).GroupBy(place => place.Slot)
        .SelectMany(group => group.Select(place => place.Gate).Distinct().OrderBy(gate => gate).Select(gate => (Constant(group.Key, gate), gate)));

    /// <summary>The operand of which a place is a gate.</summary>
    private static Place Operand(Place place) => place.Spread == Spread.None ? new(place.Slot, 0, place.Offset) : place;

    /// <summary>Whether a place is one gate of an operand that has several.</summary>
    private static bool HasGates(Place place) => place.Slot.Gates > 1 && place.Spread == Spread.None;

    private static Place PlaceOf(KeyValuePair<GraphNode, Value> load) => load.Value.Place!.Value.As((load.Key.Op as SpreadOp)?.Spread ?? Spread.None);

    private static Place PlaceOf(RegionSum sum) => sum.Target.Place!.Value.As(sum.Spread);

    /// <summary>Whether all rows read the same: it has no address of its own in each.</summary>
    private static bool IsShared(Value value) => value.Place!.Value.Slot is { Gates: 1 } slot && slot.Train is Window.Parameter or Window.Derived or Window.ReciprocalSize or Window.FeatureIndex;

    private string Constant(Place operand) => _constants[operand, Describe(operand), pascal: true];

    private string Constant(Slot slot, int gate) => _constants[(slot, gate), "gate." + (gate < slot.Occupants.Count ? slot.Occupants[gate][0].Replace(".sum", "") : slot.Name), pascal: true];

    private static string Describe(Place operand) => operand.Spread != Spread.None ? Occupant(operand) + "." + operand.Spread : (operand.Slot.Gates > 1 ? "gates" : operand.Slot.Name) + (operand.Offset == 0 ? "" : ".after");

    private static string Occupant(Place place) => place.Gate < place.Slot.Occupants.Count ? place.Slot.Occupants[place.Gate][0] : place.Slot.Name;

    /// <summary>Finds once where a row of an operand lies that has gates, or is read and written.</summary>
    private void Address(CodeWriter writer, IEnumerable<Place> accesses)
    {
        foreach (var operand in accesses.GroupBy(Operand).Where(group => HasGates(group.Key) || group.Count() > 1).Select(group => group.Key))
        {
            _rows.Add(operand);
            writer.Line($"var {Row(operand)} = tile.Row({Constant(operand)}, row);");
        }
    }

    private string Row(Place operand) => _locals[operand, Describe(operand) + (HasGates(operand) ? "" : ".row")];

    /// <summary>The call of a method on a place: on its operand's row, where that was found before.</summary>
    private string Call(string method, Place place, string value = "")
    {
        var operand = Operand(place);
        var gate = HasGates(operand) ? Constant(place.Slot, place.Gate) : "";
        return _rows.Contains(operand)
            ? $"{Row(operand)}.{method}({string.Join(", ", new[] { gate, value }.Where(argument => argument.Length > 0))})"
            : $"tile.{method}({Constant(operand)}, row{(value.Length > 0 ? ", " + value : "")})";
    }

    private string Store(Value target, string value) => Call("Store", target.Place!.Value, value) + ";";

    private string Load(Value value) => IsShared(value) ? $"tile.Load({Constant(Operand(value.Place!.Value))})" : Call("Load", value.Place!.Value);

    /// <summary>Whether a node gets a line of its own: it has a name, is used more than once, or is kept.</summary>
    private bool IsLocal(GraphNode node) =>
        _computed.Contains(node) && (MathText.IsNamed(node) || _uses[node] > 1 || _isKept.Contains(node));

    private void Declare(CodeWriter writer, GraphNode node)
    {
        foreach (var operand in Leaves(node))
        {
            LoadFirst(writer, operand, force: _uses.TryGetValue(operand, out var count) && count > 1);
        }

        var code = Right(node);
        writer.Line($"var {Local(node)} = {code};");
        _declared.Add(node);
    }

    private void LoadFirst(CodeWriter writer, GraphNode root, bool force)
    {
        if (force && _region.Loads.ContainsKey(root) && _declared.Add(root))
        {
            writer.Line($"var {Local(root)} = {Load(root)};");
        }
    }

    private IEnumerable<GraphNode> Leaves(GraphNode node) => node.Operands.Select(Roots.Of).SelectMany(root =>
        _computed.Contains(root) && !IsLocal(root) ? Leaves(root) : new[] { root });

    private string Local(GraphNode node) => _locals[node, node.Name];

    private string Load(GraphNode root) => root.Op is SpreadOp spread ? Call("Load", _region.Loads[root].Place!.Value.As(spread.Spread))
        : root.Op.Kind == OpKind.Broadcast ? Call("LoadScalar", _region.Loads[root].Place!.Value) : Load(_region.Loads[root]);

    private string Expression(GraphNode operand)
    {
        var root = Roots.Of(operand);
        if (root.Op == StructureOps.Constant)
        {
            return Number(root.Numbers[0]);
        }

        if (_declared.Contains(root))
        {
            return Local(root);
        }

        return _computed.Contains(root) ? Right(root) : Load(root);
    }

    private string Right(GraphNode node)
    {
        if (node.Op == ElementwiseOps.Add)
        {
            // Rounded once: a·b + c.
            foreach (var (product, other) in new[] { (node.Operands[1], node.Operands[0]), (node.Operands[0], node.Operands[1]) })
            {
                var root = Roots.Of(product);
                if (root.Op == ElementwiseOps.Multiply && _computed.Contains(root) && !_declared.Contains(root))
                {
                    return $"Rnn::VectorMath.MultiplyAdd({Expression(root.Operands[0])}, {Expression(root.Operands[1])}, {Expression(other)})";
                }
            }
        }

        var code = ((ElementwiseRow)node.Op).Emit(node.Operands.Select(Expression).ToList(), node.Numbers.Select(Number).ToList());
        return code.StartsWith("VectorMath.", StringComparison.Ordinal) ? "Rnn::" + code : code;
    }

    private string Number(double value)
    {
        if (value is 1)
        {
            return $"Numerics::Vector<{_scalar}>.One";
        }

        return value is 0 ? $"Numerics::Vector<{_scalar}>.Zero" : $"Numerics::Vector.Create({Literal(value)})";
    }

    private string Literal(double value)
    {
        if (double.IsInfinity(value) || double.IsNaN(value))
        {
            return _scalar + (double.IsNaN(value) ? ".NaN" : value > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        }

        if (_scalar == "double")
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            return text.All(c => char.IsDigit(c) || c == '-') ? text + "d" : text;
        }

        return NumberText.Print((float)value) + "f";
    }
}
