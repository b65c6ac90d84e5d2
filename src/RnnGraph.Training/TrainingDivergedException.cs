namespace RnnGraph.Training;

/// <summary>A loss or a gradient is not finite, so that the run can't go on.</summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    /// <summary>An error about one step.</summary>
    /// <param name="step">The step that failed, from 1.</param>
    /// <param name="tensor">The first tensor, in the order of computation, with a value that is not finite.</param>
    /// <param name="problem">What is not finite.</param>
    /// <param name="checkpoint">The file with the last good checkpoint, if one was written.</param>
    public TrainingDivergedException(long step, string tensor, string problem, string? checkpoint = null)
        : base($"step {step}: {problem}, first in '{tensor}'; a smaller learning rate may help{(checkpoint is null ? "" : $"; the last good checkpoint is {checkpoint}")}")
    {
        Step = step;
        Tensor = tensor;
        Checkpoint = checkpoint;
    }

    /// <summary>The step that failed, from 1; its update wasn't made, unless it is a held-out loss, which is measured after an update, that is not finite.</summary>
    public long Step { get; }

    /// <summary>The first tensor, in the order of computation, with a value that is not finite.</summary>
    public string Tensor { get; }

    /// <summary>The file with the last good checkpoint; null if none was written.</summary>
    public string? Checkpoint { get; }
}
