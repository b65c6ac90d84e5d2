namespace RnnGraph.Training;

/// <summary>How far a comparison is, told when a run's loss was measured and when a run has ended.</summary>
/// <param name="Network">The network of the run.</param>
/// <param name="LearningRate">Its learning rate.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Updates">Its updates so far.</param>
/// <param name="ValidationLoss">Its least validation loss so far; infinity if it has diverged before the first.</param>
/// <param name="HasEnded">Whether it has ended.</param>
/// <param name="RunsEnded">Runs that have ended, this one counted.</param>
/// <param name="Runs">Runs of the whole comparison.</param>
public sealed record ComparisonProgress(string Network, double LearningRate, ulong Seed, int Updates, double ValidationLoss, bool HasEnded, int RunsEnded, int Runs)
{
    /// <summary>Told once for a network whose rate is chosen, of its best trial: that rate is the least or greatest of several, and one beyond might be better. The test data weren't read yet.</summary>
    public bool IsRateAtEnd { get; init; }
}
