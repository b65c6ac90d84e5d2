using Spectre.Console;

namespace Samples.Display;

/// <summary>A bar with the figures beside it, drawn over itself; texts scroll by above it.</summary>
internal sealed class LiveDisplay : IDisplay
{
    private readonly Pace pace;
    private readonly int steps;
    private readonly Wording wording;
    private readonly TaskCompletionSource<ProgressTask> task = new();
    private readonly TaskCompletionSource done = new();
    private readonly Task drawing;
    private string heldOut = "";

    public LiveDisplay(int steps, Wording wording)
    {
        this.steps = steps;
        this.wording = wording;
        pace = new(steps);
        drawing = AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn()).StartAsync(context =>
        {
            task.SetResult(context.AddTask("starting", maxValue: steps));
            return done.Task;
        });
    }

    public void Report(Figures value)
    {
        pace.Update(value);
        if (value.Curve.Points is [.., var point])
            heldOut = Invariant.Text($", held out {point.ValidLoss:F3}");
        var shown = task.Task.Result;
        shown.Value = value.Step;
        shown.Description = Invariant.Text(
            $"step {value.Step}/{steps}  loss {pace.Loss:F3} {wording.Unit}{heldOut}  {value.PerSecond:F0} {wording.Counted}/s  {pace.Left:h\\:mm\\:ss} left");
    }

    public void Write(string text) => AnsiConsole.Write(new Text(text + Environment.NewLine));

    public void Dispose()
    {
        done.TrySetResult();
        drawing.Wait();
    }
}
