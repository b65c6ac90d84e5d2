namespace Samples.Display;

/// <summary>A line every twentieth part of the run, for files and pipes.</summary>
internal sealed class PlainDisplay(TextWriter output, int steps, Wording wording) : IDisplay
{
    private const int Lines = 20;

    private readonly Pace pace = new(steps);
    private readonly int every = Math.Max(1, steps / Lines);
    private int points = -1;

    public void Report(Figures value)
    {
        pace.Update(value);
        if (points < 0)
            points = value.Curve.Points.Count; // a resumed run's earlier points were shown by the run before
        if (value.Curve.Points.Count > points)
        {
            var point = value.Curve.Points[^1];
            points = value.Curve.Points.Count;
            output.WriteLine(Invariant.Text($"step {point.Step}: held-out loss {point.ValidLoss:F4}, training loss {point.TrainLoss:F4} {wording.Unit}"));
        }

        if (value.Step % every == 0 && value.Step < steps)
        {
            output.WriteLine(Invariant.Text(
                $"step {value.Step}/{steps}: loss {pace.Loss:F4} {wording.Unit}, {value.PerSecond:F0} {wording.Counted} per second, {pace.Left.TotalSeconds:F0} s left"));
        }
    }

    public void Write(string text) => output.WriteLine(text);

    public void Dispose() => output.Flush();
}
