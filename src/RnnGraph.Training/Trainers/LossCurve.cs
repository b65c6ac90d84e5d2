namespace RnnGraph.Training;

/// <summary>The losses of a run, measured at intervals.</summary>
public sealed class LossCurve
{
    private readonly List<LossPoint> points = [];

    /// <summary>The points so far.</summary>
    public IReadOnlyList<LossPoint> Points => points;

    /// <summary>The sum of the training losses since the last point.</summary>
    internal double OpenSum { get; private set; }

    /// <summary>The number of training losses since the last point.</summary>
    internal int OpenCount { get; private set; }

    /// <summary>A curve as a checkpoint holds it.</summary>
    internal static LossCurve Restore(IEnumerable<LossPoint> points, double openSum, int openCount)
    {
        var curve = new LossCurve { OpenSum = openSum, OpenCount = openCount };
        curve.points.AddRange(points);
        return curve;
    }

    /// <summary>The points, and one more for the steps since the last, if there are any. The curve itself stays open, so that a longer run's is the same.</summary>
    /// <param name="step">The step where the run stands.</param>
    /// <param name="evaluate">Measures the held-out loss; called if there is one more point.</param>
    public IReadOnlyList<LossPoint> ClosedAt(int step, Func<double> evaluate)
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        return OpenCount == 0 ? Points : [.. points, new(step, OpenSum / OpenCount, evaluate())];
    }

    /// <summary>Adds the training loss of one step.</summary>
    internal void Add(double loss)
    {
        OpenSum += loss;
        OpenCount++;
    }

    /// <summary>Makes a point of the steps since the last.</summary>
    internal void Close(int step, double heldOutLoss)
    {
        points.Add(new(step, OpenSum / OpenCount, heldOutLoss));
        OpenSum = 0;
        OpenCount = 0;
    }
}

/// <summary>A point of a loss curve.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="TrainLoss">The mean training loss of the steps since the point before.</param>
/// <param name="ValidLoss">The held-out loss after this step; NaN where none is measured.</param>
public readonly record struct LossPoint(int Step, double TrainLoss, double ValidLoss);
