namespace RnnGraph.Training;

/// <summary>Counts runs that have ended, for all threads.</summary>
internal sealed class ComparisonBook(IProgress<ComparisonProgress>? progress, int runs)
{
    private readonly Lock door = new();
    private int ended;

    /// <summary>Tells how far a run is.</summary>
    public void Tell(string network, double rate, ulong seed, int updates, double loss, bool hasEnded)
    {
        lock (door)
        {
            ended += hasEnded ? 1 : 0;
            progress?.Report(new(network, rate, seed, updates, loss, hasEnded, ended, runs));
        }
    }

    /// <summary>Tells that a chosen rate is at an end of those tried.</summary>
    public void TellRateAtEnd(string network, ComparedRun best)
    {
        lock (door)
            progress?.Report(new(network, best.LearningRate, best.Seed, best.BestUpdate, best.ValidationLoss, false, ended, runs) { IsRateAtEnd = true });
    }
}
