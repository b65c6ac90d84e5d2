using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>
/// A value of a graph that is still being written: by the builder, or by the derivative rules. It becomes a <see cref="GraphNode"/> when the whole is
/// known and names can be given.
/// </summary>
internal sealed class Draft
{
    public Draft(
        OpRow op,
        IReadOnlyList<Draft> operands,
        Shape declared = default,
        IReadOnlyList<double>? numbers = null,
        Initializer? initializer = null,
        Size? offset = null)
    {
        var shapes = operands.Select(operand => operand.Shape).ToArray();
        Op = op;
        Operands = operands;
        Numbers = numbers ?? [];
        Initializer = initializer;
        Offset = offset;
        Shape = op.Infer(shapes, declared);
        op.CheckOffset(shapes, Shape, offset ?? 0);
        Space = op.SpaceOf(operands.Select(operand => operand.Space).ToArray());
        Within = operands.Select(operand => operand.Within).FirstOrDefault(within => within is not null);
        Axis = Space == Space.Step ? JoinAxes(op, operands) ?? TimeAxis.Default : null;
    }

    /// <summary>Stands for a node that exists already.</summary>
    public Draft(GraphNode existing)
        : this(existing.Op, [], existing.Shape, existing.Numbers, existing.Initializer, existing.Space)
    {
        Name = existing.Name;
        Lowered = existing;
        Axis = existing.Axis;
        Vocabulary = existing.Vocabulary;
        Offset = existing.Offset;
    }

    private Draft(
        OpRow op, IReadOnlyList<Draft> operands, Shape shape, IReadOnlyList<double> numbers, Initializer? initializer, Space space)
    {
        Op = op;
        Operands = operands;
        Numbers = numbers;
        Initializer = initializer;
        Shape = shape;
        Space = space;
    }

    public OpRow Op { get; }

    public IReadOnlyList<Draft> Operands { get; }

    public IReadOnlyList<double> Numbers { get; }

    public Initializer? Initializer { get; }

    /// <summary>Where it begins, when the op takes an offset; written differently like <see cref="Shape"/>.</summary>
    public Size? Offset { get; set; }

    /// <summary>The shape; it is written differently when the definition requires sizes to be equal.</summary>
    public Shape Shape { get; set; }

    public Space Space { get; }

    /// <summary>The time axis of a value in space Step.</summary>
    public string? Axis { get; init; }

    /// <summary>Of tokens: how many there are; written differently like <see cref="Shape"/>.</summary>
    public Size? Vocabulary { get; set; }

    /// <summary>The scan in whose body the value is, because it depends on a step of it; null outside.</summary>
    public ScanDraft? Within { get; init; }

    /// <summary>Whether the value belongs to the body of a scan.</summary>
    public bool IsInBody => Within is not null;

    /// <summary>Of a scan: what it does.</summary>
    public ScanDraft? Scan { get; init; }

    /// <summary>Of a result of a scan: the value of its body that it selects.</summary>
    public Draft? Inner { get; init; }

    /// <summary>Everything that must be known before this value can be: its operands; of a scan, what it carries; of a result, what it selects.</summary>
    public IEnumerable<Draft> Dependencies
        => Scan is not null ? Scan.Carried.SelectMany(carried => new[] { carried.Initial, carried.Argument, carried.Next! })
            : Inner is not null ? [Inner, .. Operands] : Operands;

    /// <summary>The name, once it is known.</summary>
    public string? Name { get; set; }

    /// <summary>Of a parameter: the gate that its key begins with.</summary>
    public string? Gate { get; set; }

    /// <summary>The node, once it is made.</summary>
    public GraphNode? Lowered { get; set; }

    public bool IsConstant => Op == StructureOps.Constant;

    public static Draft Constant(double value, Shape shape) => new(StructureOps.Constant, [], shape, [value]);

    /// <summary>A constant that is a value of a body: the same at every step.</summary>
    public static Draft BodyConstant(double value, Shape shape, ScanDraft within) => new(StructureOps.Constant, [], shape, [value], null, Space.Sequence) { Within = within };

    public static Draft Of(OpRow op, params Draft[] operands) => new(op, operands);

    public static Draft operator +(Draft left, Draft right) => Of(ElementwiseOps.Add, left, right);

    public static Draft operator -(Draft left, Draft right) => Of(ElementwiseOps.Subtract, left, right);

    public static Draft operator *(Draft left, Draft right) => Of(ElementwiseOps.Multiply, left, right);

    public static Draft operator /(Draft left, Draft right) => Of(ElementwiseOps.Divide, left, right);

    public static Draft operator -(Draft value) => Of(ElementwiseOps.Negate, value);

    public static Draft operator +(Draft left, double right) => left + Constant(right, left.Shape);

    public static Draft operator -(double left, Draft right) => Constant(left, right.Shape) - right;

    public static Draft operator *(Draft left, double right) => left * Constant(right, left.Shape);

    public static Draft operator *(double left, Draft right) => Constant(left, right.Shape) * right;

    public static Draft Choose(Draft mask, Draft where, Draft elsewhere) => Of(ElementwiseOps.Select, mask, where, elsewhere);

    private static string? JoinAxes(OpRow op, IReadOnlyList<Draft> operands)
    {
        var axes = operands.Select(operand => operand.Axis).Where(axis => axis is not null).Distinct(StringComparer.Ordinal).ToArray();
        return axes.Length < 2
            ? axes.FirstOrDefault()
            : throw new DefinitionException(
                DiagnosticIds.AxesDiffer,
                $"'{op.Name}' joins a value along the time axis '{axes[0]}' with one along '{axes[1]}'; their lengths differ, so step t of one is not step t of the other.");
    }

    public Draft Squared() => Of(ElementwiseOps.Square, this);

    public Draft Sigmoid() => Of(ElementwiseOps.Sigmoid, this);

    public Draft IsGreaterThan(Draft other) => Of(ElementwiseOps.GreaterThan, this, other);

    public Draft IsGreaterThan(double other) => IsGreaterThan(Constant(other, Shape));
}
