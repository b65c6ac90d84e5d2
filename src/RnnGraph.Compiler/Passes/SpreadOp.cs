using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>
/// A vector along one axis of a matrix, read by bodies over that matrix from where the vector itself stands: k and v in k·vᵀ. An op that only the compiler writes, in the place of a rearrangement.
/// </summary>
internal sealed class SpreadOp : OpRow
{
    private readonly Func<int, int, int, int> _source;

    private SpreadOp(RearrangementRow copies, Spread spread, Func<int, int, int, int> source)
        : base(copies.Name, OpKind.Broadcast, 1)
    {
        Copies = copies;
        Spread = spread;
        _source = source;
    }

    public static SpreadOp RepeatEach { get; } = new(RearrangementOps.RepeatEach, Spread.RepeatEach, (feature, size, count) => feature / (size / count));

    public static SpreadOp Tile { get; } = new(RearrangementOps.Tile, Spread.Tile, (feature, _, count) => feature % count);

    public override bool IsCheap => true;

    /// <summary>The rearrangement that would write the copies to memory.</summary>
    public RearrangementRow Copies { get; }

    public Spread Spread { get; }

    /// <summary>Which of the vector's <paramref name="count"/> features feature <paramref name="feature"/> of <paramref name="size"/> is.</summary>
    public int SourceOf(int feature, int size, int count) => _source(feature, size, count);

    internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared) => declared;
}
