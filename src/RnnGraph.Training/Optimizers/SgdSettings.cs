namespace RnnGraph.Training;

/// <summary>The constants of <see cref="Sgd{T}"/>.</summary>
/// <param name="LearningRate">What a step is multiplied with.</param>
/// <param name="Momentum">The share of the last step's velocity that stays, 0 to below 1; 0 for none.</param>
/// <param name="Nesterov">Whether a step looks ahead along the velocity (Nesterov 1983, in the form of Sutskever et al. 2013).</param>
/// <param name="WeightDecay">λ of λ/2 · Σ p², whose gradient λ·p is added to that of the loss.</param>
public readonly record struct SgdSettings(double LearningRate, double Momentum = 0, bool Nesterov = false, double WeightDecay = 0);
