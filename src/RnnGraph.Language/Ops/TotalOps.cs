using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>
/// Sums over rows, to space Parameter: of a node in space Sequence over the rows of the batch (in a body: those that are within their length at this step),
/// of one in space Step over all steps and rows. They stand only in adjoint graphs.
/// </summary>
public static class TotalOps
{
    /// <summary>Σ over rows of a vector: [F] to [F].</summary>
    public static OpRow Total { get; } = new Row("total", 1);

    /// <summary>Σ over rows of a bᵀ: [R] and [C] to [R, C].</summary>
    public static OpRow OuterTotal { get; } = new Row("outer-total", 2);

    private sealed class Row(string name, int arity) : OpRow(name, OpKind.Total, arity)
    {
        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
        {
            foreach (var operand in operands)
            {
                if (operand.IsMatrix)
                {
                    throw new DefinitionException(DiagnosticIds.WrongShape, $"'{Name}' needs vectors, but is given a matrix {operand}.");
                }
            }

            return Arity == 1 ? operands[0] : Shape.Matrix(operands[0].Rows, operands[1].Rows);
        }

        internal override Space SpaceOf(IReadOnlyList<Space> operands) => Space.Parameter;
    }
}
