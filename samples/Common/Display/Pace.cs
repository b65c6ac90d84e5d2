using System.Diagnostics;

namespace Samples.Display;

/// <summary>The figures of the progress: a smoothed loss, and how long the rest will take.</summary>
internal sealed class Pace(int steps)
{
    /// <summary>Of each new loss, what enters the shown one.</summary>
    private const double Share = 0.05;

    private readonly long start = Stopwatch.GetTimestamp();
    private int firstStep = -1;

    public double Loss { get; private set; } = double.NaN;

    public TimeSpan Left { get; private set; }

    public void Update(Figures figures)
    {
        if (firstStep < 0)
            firstStep = figures.Step - 1;
        Loss = double.IsNaN(Loss) ? figures.Loss : Loss + (Share * (figures.Loss - Loss));
        Left = Stopwatch.GetElapsedTime(start) * ((double)(steps - figures.Step) / (figures.Step - firstStep));
    }
}
