namespace RnnGraph.Training;

/// <summary>The constants of <see cref="RmsProp{T}"/>, with <c>torch.optim.RMSprop</c>'s default values.</summary>
/// <param name="LearningRate">What a step is multiplied with.</param>
/// <param name="Alpha">Decay of the mean squared gradient, 0 to below 1.</param>
/// <param name="Epsilon">Keeps the division sound where gradients vanish; above 0.</param>
/// <param name="Centered">Whether gradients are divided by their deviation from their decayed mean, as in Graves (2013), instead of by their size.</param>
/// <param name="Momentum">The share of the last step's velocity that stays, 0 to below 1; 0 for none.</param>
/// <param name="WeightDecay">λ of λ/2 · Σ p², whose gradient λ·p is added to that of the loss.</param>
public readonly record struct RmsPropSettings(
    double LearningRate, double Alpha = 0.99, double Epsilon = 1e-8, bool Centered = false, double Momentum = 0, double WeightDecay = 0);
