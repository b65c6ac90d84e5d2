using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>Leaves of a body that say where in its sequence a step is: one feature, the same for every row of the batch. No derivative flows to them.</summary>
public static class StepOps
{
    /// <summary>The step's place in its sequence, from 0 at the first step, whichever way the scan runs; along the graph's first time axis, plus the steps done in earlier runs whose state was carried on.</summary>
    public static StepRow StepIndex { get; } = new("step-index", 0, (index, _) => index);

    /// <summary>1 at the steps whose index is a multiple of Numbers = [period], so at the first; otherwise 0.</summary>
    public static StepRow Due { get; } = new("due", 1, (index, numbers) => index % (long)numbers[0] == 0 ? 1 : 0);
}

/// <summary>A leaf of a body whose value follows from the place of the step in its sequence.</summary>
public sealed class StepRow : OpRow
{
    private readonly Func<long, IReadOnlyList<double>, double> _meaning;

    internal StepRow(string name, int numbers, Func<long, IReadOnlyList<double>, double> meaning)
        : base(name, OpKind.Leaf, 0)
    {
        NumberCount = numbers;
        _meaning = meaning;
    }

    /// <inheritdoc/>
    public override int NumberCount { get; }

    /// <inheritdoc/>
    public override bool IsCheap => true;

    /// <inheritdoc/>
    public override bool BelongsToBody => true;

    /// <summary>The reference meaning.</summary>
    /// <param name="index">The place in the sequence, from 0.</param>
    /// <param name="numbers">The node's numbers.</param>
    public double Evaluate(long index, IReadOnlyList<double> numbers) => _meaning(index, numbers);

    internal override bool Accepts(IReadOnlyList<double> numbers) => numbers.All(number => number >= 1 && number <= int.MaxValue && Math.Floor(number) == number);

    internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
        => declared == Shape.Vector(1) ? declared : throw new DefinitionException(DiagnosticIds.WrongShape, $"'{Name}' is one feature, [1], not {declared}.");

    internal override Space SpaceOf(IReadOnlyList<Space> operands) => Space.Sequence;
}
