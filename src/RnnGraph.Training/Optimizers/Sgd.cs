using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>Stochastic gradient descent, with momentum if wanted, as <c>torch.optim.SGD</c> does it: g ← g + λ·p; v ← μ·v + g; p ← p − lr·v, or with Nesterov's
/// momentum p ← p − lr·(g + μ·v).</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Sgd<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Velocity = 0;

    /// <summary>An optimiser that has taken no step yet.</summary>
    /// <param name="settings">Its constants.</param>
    /// <param name="cells">The cells whose parameters it changes.</param>
    /// <exception cref="ArgumentException">A constant is outside its range, or Nesterov's momentum is asked for without momentum.</exception>
    public Sgd(SgdSettings settings, params IReadOnlyList<ITrainable<T>> cells)
        : base(settings.LearningRate, cells, settings.Momentum > 0 ? ["velocity"] : [])
    {
        OptimizerArguments.Decay(settings.Momentum, "momentum", nameof(settings));
        OptimizerArguments.NotNegative(settings.WeightDecay, "weight decay", nameof(settings));
        if (settings.Nesterov && settings.Momentum == 0)
            throw new ArgumentException("Expected a momentum above 0 for Nesterov's, given 0.", nameof(settings));
        Settings = settings;
    }

    /// <summary>Its constants; the learning rate is that of the first step.</summary>
    public SgdSettings Settings { get; }

    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Constants => new SortedDictionary<string, double>(StringComparer.Ordinal)
    {
        ["learning rate"] = Settings.LearningRate,
        ["momentum"] = Settings.Momentum,
        ["nesterov"] = Settings.Nesterov ? 1 : 0,
        ["weight decay"] = Settings.WeightDecay,
    };

    private protected override void Apply(OptimizerBlock<T> block, Span<T> values, ReadOnlySpan<T> gradients)
    {
        Span<T> scratch = stackalloc T[OptimizerBlock.Length];
        var s = scratch[..values.Length];
        var g = WeightDecay.Add(gradients, values, Settings.WeightDecay, s);
        if (Settings.Momentum > 0)
        {
            var momentum = T.CreateTruncating(Settings.Momentum);
            var v = block[Velocity];
            TensorPrimitives.Multiply(v, momentum, v);
            TensorPrimitives.Add(v, g, v);
            if (Settings.Nesterov)
                TensorPrimitives.MultiplyAdd(v, momentum, g, s);
            g = Settings.Nesterov ? s : v;
        }

        TensorPrimitives.MultiplyAdd(g, T.CreateTruncating(-LearningRate), values, values);
    }
}
