namespace RnnGraph.Training;

/// <summary>One run of a compared network.</summary>
/// <param name="LearningRate">Adam's learning rate.</param>
/// <param name="Seed">What its parameters and the order of its data were drawn from.</param>
/// <param name="Curve">Its losses by update.</param>
/// <param name="ValidationLoss">The least validation loss; infinity if the run diverged.</param>
/// <param name="BestUpdate">After how many updates that was.</param>
/// <param name="TestLoss">The test loss with the parameters of then; NaN if the run diverged, or the test wasn't made with it.</param>
public sealed record ComparedRun(double LearningRate, ulong Seed, IReadOnlyList<LossPoint> Curve, double ValidationLoss, int BestUpdate, double TestLoss)
{
    /// <summary>Whether a loss or gradient was not finite.</summary>
    public bool HasDiverged => double.IsPositiveInfinity(ValidationLoss);
}

/// <summary>What a compared network came to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its matched size.</param>
/// <param name="Trials">The runs of the first seed, one for each learning rate.</param>
/// <param name="Runs">The runs of all seeds with the learning rate that was best in validation.</param>
public sealed record ComparedResult(string Name, MatchedSize Size, IReadOnlyList<ComparedRun> Trials, IReadOnlyList<ComparedRun> Runs)
{
    /// <summary>The learning rate that was chosen.</summary>
    public double LearningRate => Runs[0].LearningRate;

    /// <summary>Whether the chosen rate is the least or greatest of several, so that one beyond might be better.</summary>
    public bool IsRateAtEnd => IsAtEnd(LearningRate, [.. Trials.Select(trial => trial.LearningRate)]);

    /// <summary>Runs that diverged.</summary>
    public int Diverged => Runs.Count(run => run.HasDiverged);

    /// <summary>Test losses over the seeds.</summary>
    public Spread Test => Spread.Of(Runs.Select(run => run.TestLoss));

    /// <summary>Validation losses over the seeds.</summary>
    public Spread Validation => Spread.Of(Runs.Select(run => run.ValidationLoss));

    /// <summary>Whether a rate is the least or greatest of several.</summary>
    internal static bool IsAtEnd(double rate, IReadOnlyList<double> rates) => rates.Count > 1 && (rate == rates.Min() || rate == rates.Max());

    /// <summary>A line of the medians over the seeds, with the band from the least to the greatest. A run that diverged is infinite from there on: both end where they are.</summary>
    /// <param name="loss">Which loss.</param>
    internal ChartSeries Series(Func<LossPoint, double> loss)
    {
        var spreads = Runs.SelectMany(run => run.Curve).GroupBy(point => point.Step).OrderBy(points => points.Key)
            .Select(points => (X: (double)points.Key, Spread: Spread.Of(points.Select(loss).Concat(Enumerable.Repeat(double.PositiveInfinity, Runs.Count - points.Count()))))).ToList();
        return new(Name, [.. spreads.Select(at => (at.X, at.Spread.Median))]) { Band = [.. spreads.Select(at => (at.X, at.Spread.Least, at.Spread.Greatest))] };
    }
}
