namespace RnnGraph.Training;

/// <summary>How a network is trained.</summary>
public sealed record NetworkTrainerSettings
{
    /// <summary>The largest norm of all gradients together; longer ones are shortened to it (Pascanu et al. 2013).</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Threads; the results don't depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The most bytes that the values of a run may take, with which long sequences are run a segment of steps at a time; null for as many as all steps take.</summary>
    public long? Memory { get; init; }

    /// <summary>Over how many of the last updates <see cref="NetworkTrainer{T}.MeanLoss"/> is the mean.</summary>
    public int MeanOver { get; init; } = 50;
}
