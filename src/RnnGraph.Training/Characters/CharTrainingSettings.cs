namespace RnnGraph.Training;

/// <summary>What decides the result of a training run, besides the model and the text. Threads are no part of it: they don't change a bit.</summary>
public sealed record CharTrainingSettings
{
    /// <summary>Parallel streams through the text.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Steps of a block: gradients reach back so far at most.</summary>
    public int Length { get; init; } = 64;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>The largest norm of all gradients together.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>What the initial parameters are drawn from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The held-out loss is measured whenever so many steps were taken.</summary>
    public int EvaluateEvery { get; init; } = 200;
}
