namespace RnnGraph.Training;

/// <summary>What a <see cref="RunRecorder{T}"/> noted of one update.</summary>
/// <param name="Update">Its number, from 1.</param>
/// <param name="Loss">The mean training loss of the last updates.</param>
/// <param name="LearningRate">The optimiser's learning rate.</param>
/// <param name="GradientNorm">The norm of all gradients together before it was limited, by value or norm.</param>
/// <param name="GroupNorms">The same of each of <see cref="RunRecorder{T}.Groups"/>; where single values were limited, its share is that of the limited values.</param>
public sealed record RunPoint(int Update, double Loss, double LearningRate, double GradientNorm, IReadOnlyList<double> GroupNorms);

/// <summary>What a run gave at some update, such as a text that the model wrote.</summary>
/// <param name="Update">Updates made before.</param>
/// <param name="Text">The text.</param>
public sealed record RunSample(int Update, string Text);
