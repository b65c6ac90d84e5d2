namespace RnnGraph.Training;

/// <summary>Adam's constants.</summary>
/// <param name="LearningRate">How far a step goes, about: the greatest change of a parameter in one step.</param>
/// <param name="Beta1">Decay of the mean gradient.</param>
/// <param name="Beta2">Decay of the mean squared gradient.</param>
/// <param name="Epsilon">Keeps the division sound where gradients vanish.</param>
public readonly record struct AdamSettings(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8);
