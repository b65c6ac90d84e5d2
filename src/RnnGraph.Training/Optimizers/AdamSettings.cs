namespace RnnGraph.Training;

/// <summary>The constants of <see cref="Adam{T}"/> and <see cref="AdamW{T}"/>.</summary>
/// <param name="LearningRate">How far a step goes, about: the greatest change of a parameter in one step.</param>
/// <param name="Beta1">Decay of the mean gradient, 0 to below 1.</param>
/// <param name="Beta2">Decay of the mean squared gradient, 0 to below 1.</param>
/// <param name="Epsilon">Keeps the division sound where gradients vanish; above 0.</param>
/// <param name="WeightDecay">λ: of Adam, that of λ/2 · Σ p², whose gradient is added to that of the loss; of AdamW, the share lr·λ that every value loses at a step.</param>
public readonly record struct AdamSettings(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0);
