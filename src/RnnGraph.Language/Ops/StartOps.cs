using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>Where a state starts that the cell learns itself.</summary>
public static class StartOps
{
    /// <summary>
    /// The initial state of this name that the caller gives; where the caller gives none, the parameter in every row. [F] to [F], space Sequence. The parameter's
    /// adjoint is <see cref="StartTotal"/> of ẏ.
    /// </summary>
    public static OpRow Start { get; } = new StartRow();

    /// <summary>Of a start and ẏ, [F] each: Σ ẏ over the rows when the caller gave no initial state, otherwise 0. Stands only in adjoint graphs.</summary>
    public static OpRow StartTotal { get; } = new StartTotalRow();

    private static Shape Vector(OpRow op, IReadOnlyList<Shape> operands)
        => operands.All(operand => !operand.IsMatrix && operand == operands[0])
            ? operands[0]
            : throw new DefinitionException(DiagnosticIds.WrongShape, $"'{op.Name}' needs a vector, but is given {string.Join(" and ", operands)}.");

    private sealed class StartRow() : OpRow("start", OpKind.Leaf, 1)
    {
        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared) => Vector(this, operands);

        internal override Space SpaceOf(IReadOnlyList<Space> operands) => Space.Sequence;

        internal override IReadOnlyList<Draft?> Derive(Derivation at) => [Draft.Of(StartTotal!, at.Result, at.Adjoint)];
    }

    private sealed class StartTotalRow() : OpRow("start-total", OpKind.Total, 2)
    {
        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared) => Vector(this, operands);

        internal override Space SpaceOf(IReadOnlyList<Space> operands) => Space.Parameter;
    }
}
