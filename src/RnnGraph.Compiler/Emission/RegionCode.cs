using System.Globalization;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Emission;

/// <summary>Emits the body of one region: a loop over rows, of loads, equations and stores.</summary>
internal sealed class RegionCode
{
    private readonly Region _region;
    private readonly string _scalar;
    private readonly CodeNames _locals = new("tile", "left", "mask");
    private readonly CodeNames _constants = new("Apply", "Hold", "TRows");
    private readonly IReadOnlyList<Place> _places;
    private readonly HashSet<GraphNode> _computed;

    /// <summary>The values stored or added to totals: all stand before the first store, as a store may take the place of what they are made of.</summary>
    private readonly IReadOnlyList<GraphNode> _kept;
    private readonly HashSet<GraphNode> _isKept;
    private readonly Dictionary<GraphNode, int> _uses = new();
    private readonly HashSet<GraphNode> _declared = new();

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
        WriteApply(writer);
        writer.Line();
        WriteHold(writer);
        writer.Close();
    }

    private void WriteApply(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("[Compiler::MethodImpl(Compiler::MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"public static void Apply<TRows>(ref Rnn::Tile<{_scalar}, TRows> tile)");
        writer.Open("    where TRows : struct, Rnn::IRowCount");
        OpenPanels(writer);

        // There are few registers: what a vector of parameters holds is read where it is used, but over a matrix it stays.
        foreach (var load in _region.Loads.Where(load => _region.IsSpread && IsSame(load)))
        {
            _declared.Add(load.Key);
            writer.Line($"var {Local(load.Key)} = {Load(load.Key)};");
        }

        var rows = Rows(_region.Loads.Where(load => !IsSame(load)).Select(PlaceOf).Concat(_region.Stores.Select(store => store.Target.Place!.Value)).Concat(_region.Sums.Where(sum => !IsRunning(sum)).Select(PlaceOf)));
        foreach (var sum in _region.Sums.Where(IsRunning))
        {
            writer.Line($"var {Sum(sum)} = tile.Sum({Constant(PlaceOf(sum))});");
        }

        foreach (var total in _region.Totals)
        {
            writer.Line($"var {Total(total)} = tile.Total({Constant(total.Target.Place!.Value)});");
        }

        OpenLoop(writer, rows);
        WriteRow(writer);
        CloseLoop(writer, rows);
        foreach (var total in _region.Totals)
        {
            writer.Line($"{Total(total)}.Store(mask);");
        }

        writer.Close();
        writer.Close();
    }

    /// <summary>What is done with each row: loads and equations, then stores.</summary>
    private void WriteRow(CodeWriter writer)
    {
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
            writer.Line($"{(IsRunning(sum) ? Sum(sum) : Row(PlaceOf(sum)))}.Add({Expression(sum.Source)}, mask);");
        }

        foreach (var total in _region.Totals)
        {
            writer.Line($"{Total(total)}.Add({Expression(total.Source)});");
        }
    }

    /// <summary>Beyond a sequence's length carried values hold and everything else is zero.</summary>
    private void WriteHold(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("[Compiler::MethodImpl(Compiler::MethodImplOptions.AggressiveOptimization)]");
        writer.Open($"public static void Hold(ref Rnn::Tile<{_scalar}, Rnn::SeveralRows> tile)");
        var rows = Rows(_region.Stores.SelectMany(store => store.Hold is null ? [store.Target] : new[] { store.Target, store.Hold }).Select(value => value.Place!.Value));
        if (rows.Count > 0)
        {
            OpenPanels(writer);
            OpenLoop(writer, rows);
            foreach (var store in _region.Stores)
            {
                writer.Line(Store(store.Target, store.Hold is null ? $"Numerics::Vector<{_scalar}>.Zero" : Call("Load", store.Hold.Place!.Value)));
            }

            CloseLoop(writer, rows);
            writer.Close();
        }

        writer.Close();
    }

    private static void OpenPanels(CodeWriter writer)
    {
        writer.Open("for (; tile.HasPanel; tile.NextPanel())");
        writer.Line("var mask = tile.Mask;");
    }

    /// <summary>Finds the operands in the first row, and opens the loop over the rows.</summary>
    private void OpenLoop(CodeWriter writer, IReadOnlyList<Place> rows)
    {
        foreach (var operand in rows)
        {
            writer.Line($"var {Row(operand)} = tile.Row({Constant(operand)});");
        }

        writer.Open("for (var left = tile.Rows; left > 0; left--)");
    }

    /// <summary>Goes on to the next row, and closes the loop.</summary>
    private void CloseLoop(CodeWriter writer, IReadOnlyList<Place> rows)
    {
        writer.Line();

        // One line, so that an operand more changes one line.
        writer.Line(string.Join(" ", rows.Select(operand => $"{Row(operand)}.{(LiesTogether(operand) ? "NextBeside" : "Next")}();")));
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

    /// <summary>Whether all rows read the same. Over a matrix, whose panels take the place of rows, that is also what has but one feature.</summary>
    private bool IsSame(KeyValuePair<GraphNode, Value> load) => load.Key.Op is not SpreadOp && load.Value.Place!.Value.Slot is { Gates: 1 } slot
        && ((_region.IsSpread && load.Key.Op.Kind == OpKind.Broadcast) || slot.Train is Window.Parameter or Window.Derived or Window.ReciprocalSize or Window.FeatureIndex);

    /// <summary>Whether the panels of a matrix, in the place of rows, lie behind one another.</summary>
    private bool LiesTogether(Place operand) => _region.IsSpread
        && (operand.Spread is Spread.Tile or Spread.SumTiles || (operand.Spread == Spread.None && operand.Slot is { Layout: SlotLayout.Rows, Gates: 1 } slot && slot.Features == _region.Features));

    /// <summary>Whether a sum goes on from one panel of a matrix to the next.</summary>
    private static bool IsRunning(RegionSum sum) => sum.Spread is Spread.SumEach or Spread.Sum;

    private string Constant(Place operand) => _constants[operand, Describe(operand), pascal: true];

    private string Constant(Slot slot, int gate) => _constants[(slot, gate), "gate." + (gate < slot.Occupants.Count ? slot.Occupants[gate][0].Replace(".sum", "") : slot.Name), pascal: true];

    private static string Describe(Place operand) => operand.Spread != Spread.None ? Occupant(operand) + "." + operand.Spread : (operand.Slot.Gates > 1 ? "gates" : operand.Slot.Name) + (operand.Offset == 0 ? "" : ".after");

    private static string Occupant(Place place) => place.Gate < place.Slot.Occupants.Count ? place.Slot.Occupants[place.Gate][0] : place.Slot.Name;

    /// <summary>The operands of some places that a loop goes through row after row.</summary>
    private IReadOnlyList<Place> Rows(IEnumerable<Place> places) => places.Select(Operand).Distinct().ToList();

    private string Row(Place operand) => _locals[(operand, "row"), Describe(operand) + (HasGates(operand) ? "" : ".row")];

    private string Sum(RegionSum sum) => _locals[(PlaceOf(sum), "sum"), Describe(PlaceOf(sum)) + ".sum"];

    private string Total(RegionTotal total) => _locals[(total.Target.Place!.Value, "total"), Describe(total.Target.Place!.Value) + ".total"];

    /// <summary>The call of a method on a place: on its operand's present row.</summary>
    private string Call(string method, Place place, params string[] arguments)
    {
        var operand = Operand(place);
        return $"{Row(operand)}.{method}({string.Join(", ", (HasGates(operand) ? [Constant(place.Slot, place.Gate)] : Array.Empty<string>()).Concat(arguments))})";
    }

    private string Store(Value target, string value) => Call("Store", target.Place!.Value, value, "mask") + ";";

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

    private string Load(GraphNode root)
    {
        var load = new KeyValuePair<GraphNode, Value>(root, _region.Loads[root]);
        var method = root.Op.Kind == OpKind.Broadcast && root.Op is not SpreadOp ? "LoadScalar" : "Load";
        return IsSame(load) ? $"tile.{method}({Constant(Operand(PlaceOf(load)))})" : Call(method, PlaceOf(load));
    }

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
