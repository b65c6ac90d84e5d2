namespace RnnGraph.Ops;

/// <summary>Copies of features, and sums over such copies. In pairs each is the other's adjoint.</summary>
public static partial class RearrangementOps
{
    /// <summary>Each feature S times, [n] to the declared [n·S]: y[j] = x[j / S]; ẋ = the sums of ẏ over each S.</summary>
    public static RearrangementRow RepeatEach { get; } = new SpreadRow("repeat-each", (j, times, _) => j / times, () => SumEach!);

    /// <summary>All features k times over, [n] to the declared [k·n]: y[j] = x[j mod n]; ẋ = the sum of the k pieces of ẏ.</summary>
    public static RearrangementRow Tile { get; } = new SpreadRow("tile", (j, _, count) => j % count, () => SumTiles!);

    /// <summary>The sums of S features after each other, [m·S] to the declared [m]: y[i] = Σ x[i·S + s]; ẋ = each feature of ẏ S times.</summary>
    public static RearrangementRow SumEach { get; } = new GatherRow("sum-each", (j, times, _) => j / times, () => RepeatEach);

    /// <summary>The sum of k pieces of n features, [k·n] to the declared [n]: y[i] = Σ x[p·n + i]; ẋ = ẏ k times over.</summary>
    public static RearrangementRow SumTiles { get; } = new GatherRow("sum-tiles", (j, _, count) => j % count, () => Tile);

    // Of the larger side's feature j, which feature of the smaller side it belongs to: given how many times larger, and the smaller side's size.
    private delegate int Belonging(int j, int times, int count);

    private sealed class SpreadRow(string name, Belonging belonging, Func<OpRow> adjoint) : RearrangementRow(name)
    {
        public override IEnumerable<Move> Moves(IReadOnlyList<int> operands, int size, int offset)
            => Enumerable.Range(0, size).Select(j => new Move(0, belonging(j, size / operands[0], operands[0]), j));

        internal override IReadOnlyList<Draft?> Derive(Derivation at) => [new Draft(adjoint(), [at.Adjoint], at.X.Shape)];

        private protected override Size Arrange(IReadOnlyList<Size> operands, Size declared)
        {
            RequireMultiple(declared, operands[0]);
            return declared;
        }
    }

    private sealed class GatherRow(string name, Belonging belonging, Func<OpRow> adjoint) : RearrangementRow(name)
    {
        public override IEnumerable<Move> Moves(IReadOnlyList<int> operands, int size, int offset)
            => Enumerable.Range(0, operands[0]).Select(j => new Move(0, j, belonging(j, operands[0] / size, size)));

        internal override IReadOnlyList<Draft?> Derive(Derivation at) => [new Draft(adjoint(), [at.Adjoint], at.X.Shape)];

        private protected override Size Arrange(IReadOnlyList<Size> operands, Size declared)
        {
            RequireMultiple(operands[0], declared);
            return declared;
        }
    }
}
