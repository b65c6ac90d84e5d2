namespace RnnGraph.Training;

/// <summary>The middle and the ends of some losses. That of a run that diverged counts as infinite: left out, it would make an unstable network look good.</summary>
/// <param name="Median">The median; of an even count the mean of the middle two. Infinite where half of the runs diverged, or more.</param>
/// <param name="Least">The least; infinite where all diverged.</param>
/// <param name="Greatest">The greatest; infinite where one diverged.</param>
public readonly record struct Spread(double Median, double Least, double Greatest)
{
    /// <summary>That of some losses, one or more; those that are not finite are of runs that diverged.</summary>
    public static Spread Of(IEnumerable<double> losses)
    {
        var sorted = losses.Select(loss => double.IsFinite(loss) ? loss : double.PositiveInfinity).Order().ToArray();
        return new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}
