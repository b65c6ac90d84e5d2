using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>Adam (Kingma &amp; Ba 2015, algorithm 1) as <c>torch.optim.Adam</c> does it: g ← g + λ·p; m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²;
/// p ← p − lr · m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).</summary>
/// <typeparam name="T">float or double.</typeparam>
public class Adam<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int First = 0;
    private const int Second = 1;
    private readonly bool isDecoupled;

    /// <summary>An optimiser that has taken no step yet.</summary>
    /// <param name="settings">Its constants.</param>
    /// <param name="cells">The cells whose parameters it changes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A constant is outside its range.</exception>
    public Adam(AdamSettings settings, params IReadOnlyList<ITrainable<T>> cells)
        : this(settings, isDecoupled: false, cells)
    {
    }

    private protected Adam(AdamSettings settings, bool isDecoupled, IReadOnlyList<ITrainable<T>> cells)
        : base(settings.LearningRate, cells, ["m", "v"])
    {
        OptimizerArguments.Decay(settings.Beta1, "beta 1", nameof(settings));
        OptimizerArguments.Decay(settings.Beta2, "beta 2", nameof(settings));
        OptimizerArguments.Positive(settings.Epsilon, "epsilon", nameof(settings));
        OptimizerArguments.NotNegative(settings.WeightDecay, "weight decay", nameof(settings));
        Settings = settings;
        this.isDecoupled = isDecoupled;
    }

    /// <summary>Its constants; the learning rate is that of the first step.</summary>
    public AdamSettings Settings { get; }

    /// <inheritdoc/>
    public override string Name => "adam";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Constants => new SortedDictionary<string, double>(StringComparer.Ordinal)
    {
        ["beta 1"] = Settings.Beta1,
        ["beta 2"] = Settings.Beta2,
        ["epsilon"] = Settings.Epsilon,
        ["learning rate"] = Settings.LearningRate,
        ["weight decay"] = Settings.WeightDecay,
    };

    private protected override void Apply(OptimizerBlock<T> block, Span<T> values, ReadOnlySpan<T> gradients)
    {
        var m = block[First];
        var v = block[Second];
        var beta1 = T.CreateTruncating(Settings.Beta1);
        var beta2 = T.CreateTruncating(Settings.Beta2);
        var gain1 = T.CreateTruncating(1 - Settings.Beta1); // subtracted in double: 1 − 0.999 in float is wrong from the fifth digit on
        var gain2 = T.CreateTruncating(1 - Settings.Beta2);
        var rate = T.CreateTruncating(LearningRate / (1 - Math.Pow(Settings.Beta1, Steps)));
        var root = T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(Settings.Beta2, Steps)));
        var epsilon = T.CreateTruncating(Settings.Epsilon);
        Span<T> scratch = stackalloc T[OptimizerBlock.Length];
        var s = scratch[..values.Length];

        if (isDecoupled && Settings.WeightDecay > 0)
            TensorPrimitives.Multiply(values, T.CreateTruncating(1 - (LearningRate * Settings.WeightDecay)), values);
        var g = WeightDecay.Add(gradients, values, isDecoupled ? 0 : Settings.WeightDecay, s);

        TensorPrimitives.Multiply(m, beta1, m);
        TensorPrimitives.MultiplyAdd(g, gain1, m, m);

        TensorPrimitives.Multiply(g, g, s);
        TensorPrimitives.Multiply(v, beta2, v);
        TensorPrimitives.MultiplyAdd(s, gain2, v, v);

        TensorPrimitives.Sqrt<T>(v, s);
        TensorPrimitives.Multiply(s, root, s);
        TensorPrimitives.Add(s, epsilon, s);
        TensorPrimitives.Divide<T>(m, s, s);
        TensorPrimitives.MultiplyAdd(s, -rate, values, values);
    }
}
