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
        Initializer? initializer = null)
    {
        Op = op;
        Operands = operands;
        Numbers = numbers ?? [];
        Initializer = initializer;
        Shape = op.Infer(operands.Select(operand => operand.Shape).ToArray(), declared);
        Space = op.SpaceOf(operands.Select(operand => operand.Space).ToArray());
        IsInBody = op == StructureOps.Carried || op == StructureOps.Read || operands.Any(operand => operand.IsInBody);
    }

    /// <summary>Stands for a node that exists already.</summary>
    public Draft(GraphNode existing)
        : this(existing.Op, [], existing.Shape, existing.Numbers, existing.Initializer, existing.Space)
    {
        Name = existing.Name;
        Lowered = existing;
    }

    private Draft(
        OpRow op, IReadOnlyList<Draft> operands, Shape shape, IReadOnlyList<double> numbers, Initializer? initializer, Space space, bool isInBody = false)
    {
        IsInBody = isInBody;
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

    /// <summary>The shape; it is written differently when the definition requires sizes to be equal.</summary>
    public Shape Shape { get; set; }

    public Space Space { get; }

    /// <summary>Whether the value belongs to the body of the scan, because it depends on a step.</summary>
    public bool IsInBody { get; }

    /// <summary>The name, once it is known.</summary>
    public string? Name { get; set; }

    /// <summary>Of a parameter: the gate that its key begins with.</summary>
    public string? Gate { get; set; }

    /// <summary>The node, once it is made.</summary>
    public GraphNode? Lowered { get; set; }

    public bool IsConstant => Op == StructureOps.Constant;

    public static Draft Constant(double value, Shape shape) => new(StructureOps.Constant, [], shape, [value]);

    /// <summary>A constant that is a value of the body: the same at every step.</summary>
    public static Draft BodyConstant(double value, Shape shape) => new(StructureOps.Constant, [], shape, [value], null, Space.Sequence, isInBody: true);

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

    public Draft Squared() => Of(ElementwiseOps.Square, this);

    public Draft Sigmoid() => Of(ElementwiseOps.Sigmoid, this);

    public Draft IsGreaterThan(Draft other) => Of(ElementwiseOps.GreaterThan, this, other);

    public Draft IsGreaterThan(double other) => IsGreaterThan(Constant(other, Shape));
}
