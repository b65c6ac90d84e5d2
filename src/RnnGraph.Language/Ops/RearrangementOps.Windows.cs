using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>Rearrangements: linear maps that move features.</summary>
public static partial class RearrangementOps
{
    /// <summary>The features of all operands, one operand after the other; each operand's adjoint is its own piece of ẏ.</summary>
    public static RearrangementRow Concat { get; } = new ConcatRow();

    /// <summary>The features of x from the node's offset on, as many as its declared shape has; ẋ = ẏ in that place, 0 elsewhere.</summary>
    public static RearrangementRow Slice { get; } = new SliceRow();

    /// <summary>x in the place that begins at the node's offset, 0 elsewhere in its declared shape; ẋ = that piece of ẏ.</summary>
    public static RearrangementRow Pad { get; } = new PadRow();

    private static void RequireWithin(string name, Size whole, Size offset, Size part)
    {
        if (((Size)0).IsAtMost(offset) == false)
        {
            throw new DefinitionException(DiagnosticIds.SliceOutOfRange, $"'{name}' begins at feature {offset}; the first one is feature 0.");
        }

        if ((offset + part).IsAtMost(whole) == false)
        {
            throw new DefinitionException(
                DiagnosticIds.SliceOutOfRange,
                $"'{name}' needs {part} features from feature {offset} on, which end at {offset + part}; the vector has {whole}.");
        }
    }

    private sealed class ConcatRow() : RearrangementRow("concat")
    {
        public override bool IsVariadic => true;

        public override IEnumerable<Move> Moves(IReadOnlyList<int> operands, int size, int offset)
        {
            var start = 0;
            for (var operand = 0; operand < operands.Count; operand++)
            {
                for (var i = 0; i < operands[operand]; i++)
                {
                    yield return new Move(operand, i, start + i);
                }

                start += operands[operand];
            }
        }

        internal override IReadOnlyList<Draft?> Derive(Derivation at)
        {
            var pieces = new List<Draft?>();
            Size start = 0;
            foreach (var operand in at.Operands)
            {
                pieces.Add(new Draft(Slice, [at.Adjoint], operand.Shape, offset: start));
                start += operand.Shape.Rows;
            }

            return pieces;
        }

        private protected override Size Arrange(IReadOnlyList<Size> operands, Size declared) => operands.Aggregate((sum, size) => sum + size);
    }

    private sealed class SliceRow() : RearrangementRow("slice")
    {
        public override bool TakesOffset => true;

        public override IEnumerable<Move> Moves(IReadOnlyList<int> operands, int size, int offset)
            => Enumerable.Range(0, size).Select(i => new Move(0, offset + i, i));

        internal override void CheckOffset(IReadOnlyList<Shape> operands, Shape shape, Size offset) => RequireWithin(Name, operands[0].Rows, offset, shape.Rows);

        internal override IReadOnlyList<Draft?> Derive(Derivation at) => [new Draft(Pad, [at.Adjoint], at.X.Shape, offset: at.Offset)];

        private protected override Size Arrange(IReadOnlyList<Size> operands, Size declared) => declared;
    }

    private sealed class PadRow() : RearrangementRow("pad")
    {
        public override bool TakesOffset => true;

        public override IEnumerable<Move> Moves(IReadOnlyList<int> operands, int size, int offset)
            => Enumerable.Range(0, operands[0]).Select(i => new Move(0, i, offset + i));

        internal override void CheckOffset(IReadOnlyList<Shape> operands, Shape shape, Size offset) => RequireWithin(Name, shape.Rows, offset, operands[0].Rows);

        internal override IReadOnlyList<Draft?> Derive(Derivation at) => [new Draft(Slice, [at.Adjoint], at.X.Shape, offset: at.Offset)];

        private protected override Size Arrange(IReadOnlyList<Size> operands, Size declared) => declared;
    }
}
