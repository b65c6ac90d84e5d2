namespace RnnGraph.Training;

/// <summary>A loss or a gradient is not finite, so that the run can't go on.</summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    /// <summary>An error about one step.</summary>
    /// <param name="step">The step that failed, from 1.</param>
    /// <param name="tensor">The first tensor, in the order of computation, with a value that is not finite.</param>
    /// <param name="problem">What is not finite.</param>
    public TrainingDivergedException(long step, string tensor, string problem)
        : base($"step {step}: {problem}, first in '{tensor}'; a smaller learning rate may help")
    {
        Step = step;
        Tensor = tensor;
    }

    /// <summary>The step that failed, from 1; its update wasn't made.</summary>
    public long Step { get; }

    /// <summary>The first tensor, in the order of computation, with a value that is not finite.</summary>
    public string Tensor { get; }
}
