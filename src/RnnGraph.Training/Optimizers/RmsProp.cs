using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>RMSProp (Tieleman &amp; Hinton 2012) as <c>torch.optim.RMSprop</c> does it: g ← g + λ·p; q ← α·q + (1 − α)·g²; centred, also a ← α·a + (1 − α)·g;
/// d = √(q − a²) + ε, a = 0 where not centred; p ← p − lr·g/d, or with momentum v ← μ·v + g/d; p ← p − lr·v.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RmsProp<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MeanSquare = 0;
    private const int Mean = 1;
    private readonly int velocity;

    /// <summary>An optimiser that has taken no step yet.</summary>
    /// <param name="settings">Its constants.</param>
    /// <param name="cells">The cells whose parameters it changes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A constant is outside its range.</exception>
    public RmsProp(RmsPropSettings settings, params IReadOnlyList<ITrainable<T>> cells)
        : base(settings.LearningRate, cells, MemoryNames(settings))
    {
        OptimizerArguments.Decay(settings.Alpha, "alpha", nameof(settings));
        OptimizerArguments.Positive(settings.Epsilon, "epsilon", nameof(settings));
        OptimizerArguments.Decay(settings.Momentum, "momentum", nameof(settings));
        OptimizerArguments.NotNegative(settings.WeightDecay, "weight decay", nameof(settings));
        Settings = settings;
        velocity = settings.Centered ? Mean + 1 : Mean;
    }

    /// <summary>Its constants; the learning rate is that of the first step.</summary>
    public RmsPropSettings Settings { get; }

    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Constants => new SortedDictionary<string, double>(StringComparer.Ordinal)
    {
        ["alpha"] = Settings.Alpha,
        ["centered"] = Settings.Centered ? 1 : 0,
        ["epsilon"] = Settings.Epsilon,
        ["learning rate"] = Settings.LearningRate,
        ["momentum"] = Settings.Momentum,
        ["weight decay"] = Settings.WeightDecay,
    };

    private protected override void Apply(OptimizerBlock<T> block, Span<T> values, ReadOnlySpan<T> gradients)
    {
        Span<T> scratch = stackalloc T[2 * OptimizerBlock.Length];
        var s = scratch[..values.Length];
        var alpha = T.CreateTruncating(Settings.Alpha);
        var gain = T.CreateTruncating(1 - Settings.Alpha);
        var g = WeightDecay.Add(gradients, values, Settings.WeightDecay, scratch.Slice(OptimizerBlock.Length, values.Length));

        var q = block[MeanSquare];
        TensorPrimitives.Multiply(g, g, s);
        TensorPrimitives.Multiply(q, alpha, q);
        TensorPrimitives.MultiplyAdd(s, gain, q, q);
        if (Settings.Centered)
        {
            var a = block[Mean];
            TensorPrimitives.Multiply(a, alpha, a);
            TensorPrimitives.MultiplyAdd(g, gain, a, a);
            TensorPrimitives.Multiply<T>(a, a, s);
            TensorPrimitives.Subtract(q, s, s);
            TensorPrimitives.Max(s, T.Zero, s); // a variance that rounding has made negative: a gradient that hardly changes
            TensorPrimitives.Sqrt<T>(s, s);
        }
        else
        {
            TensorPrimitives.Sqrt<T>(q, s);
        }

        TensorPrimitives.Add(s, T.CreateTruncating(Settings.Epsilon), s);
        TensorPrimitives.Divide(g, s, s);
        var step = s;
        if (Settings.Momentum > 0)
        {
            step = block[velocity];
            TensorPrimitives.MultiplyAdd(step, T.CreateTruncating(Settings.Momentum), s, step);
        }

        TensorPrimitives.MultiplyAdd(step, T.CreateTruncating(-LearningRate), values, values);
    }

    private static IEnumerable<string> MemoryNames(RmsPropSettings settings)
    {
        yield return "square";
        if (settings.Centered)
            yield return "mean";
        if (settings.Momentum > 0)
            yield return "velocity";
    }
}
