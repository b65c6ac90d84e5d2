using RnnGraph.Graphs;
using RnnGraph.Interpreting;

namespace RnnGraph.Ops;

/// <summary>
/// Draws from <see cref="CounterRandom"/>, each node from the stream of its name. In evaluation nothing is drawn. No derivative flows to what is drawn.
/// </summary>
public static class RandomOps
{
    /// <summary>
    /// A leaf of a body, drawn at every step: with Numbers = [probability, if one, if zero, in evaluation] the second number with that probability, otherwise the
    /// third; in evaluation the fourth.
    /// </summary>
    public static RandomRow Bernoulli { get; } = new("bernoulli", 4, isOnce: false, most: 1, Coin);

    /// <summary>The same, drawn once for the whole sequence; a leaf of a body or of space Sequence.</summary>
    public static RandomRow BernoulliOnce { get; } = new("bernoulli-once", 4, isOnce: true, most: 1, Coin);

    /// <summary>A leaf of a body, drawn at every step: normal with mean 0 and, with Numbers = [deviation, in evaluation], that deviation; in evaluation the second number.</summary>
    public static RandomRow Normal { get; } = new("normal", 2, isOnce: false, most: double.MaxValue, Bell);

    /// <summary>The same, drawn once for the whole sequence; a leaf of a body or of space Sequence.</summary>
    public static RandomRow NormalOnce { get; } = new("normal-once", 2, isOnce: true, most: double.MaxValue, Bell);

    /// <summary>
    /// A parameter, or what is computed from parameters alone, with normal noise of deviation Numbers[0] on each value, drawn once for the run; in evaluation without.
    /// A matrix draws value [r, c] as feature c of row r, a vector as features of row 0. ẋ = ẏ.
    /// </summary>
    public static OpRow WeightNoise { get; } = new WeightNoiseRow();

    private static double Coin(ulong key, int feature, IReadOnlyList<double> numbers) => CounterRandom.Uniform(key, feature) < numbers[0] ? numbers[1] : numbers[2];

    private static double Bell(ulong key, int feature, IReadOnlyList<double> numbers) => numbers[0] * CounterRandom.Normal(key, feature);

    private sealed class WeightNoiseRow() : OpRow("weight-noise", OpKind.Noise, 1)
    {
        public override int NumberCount => 1;

        internal override bool Accepts(IReadOnlyList<double> numbers) => numbers[0] >= 0 && numbers[0] <= double.MaxValue;

        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared) => operands[0];

        internal override IReadOnlyList<Draft?> Derive(Derivation at) => [at.Adjoint];
    }
}

/// <summary>A random leaf. The last of its numbers is its value in evaluation.</summary>
public sealed class RandomRow : OpRow
{
    private readonly Func<ulong, int, IReadOnlyList<double>, double> _meaning;
    private readonly double _most;

    internal RandomRow(string name, int numbers, bool isOnce, double most, Func<ulong, int, IReadOnlyList<double>, double> meaning)
        : base(name, OpKind.Leaf, 0)
    {
        NumberCount = numbers;
        IsOnce = isOnce;
        _most = most;
        _meaning = meaning;
    }

    /// <inheritdoc/>
    public override int NumberCount { get; }

    /// <summary>Whether it is drawn once for the whole sequence instead of at every step.</summary>
    public bool IsOnce { get; }

    /// <inheritdoc/>
    public override bool IsCheap => true;

    /// <summary>What is drawn at every step stands in a body; what is drawn once may stand outside too, in space Sequence.</summary>
    public override bool BelongsToBody => !IsOnce;

    /// <summary>The reference meaning of a draw.</summary>
    /// <param name="key">The row's key, see <see cref="CounterRandom.KeyOf"/>.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="numbers">The node's numbers.</param>
    public double Draw(ulong key, int feature, IReadOnlyList<double> numbers) => _meaning(key, feature, numbers);

    // The first number is a probability or a deviation.
    internal override bool Accepts(IReadOnlyList<double> numbers) => numbers[0] >= 0 && numbers[0] <= _most;

    internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
        => !declared.IsMatrix ? declared : throw new DefinitionException(DiagnosticIds.WrongShape, $"'{Name}' is a vector, not {declared}.");

    internal override Space SpaceOf(IReadOnlyList<Space> operands) => Space.Sequence;
}
