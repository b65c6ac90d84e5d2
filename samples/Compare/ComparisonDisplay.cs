using RnnGraph.Training;
using Samples;
using Spectre.Console;

namespace Compare;

/// <summary>Shows how far a comparison is: a bar over itself where the output is a terminal, else a line for each run that ends.</summary>
internal sealed class ComparisonDisplay : IProgress<ComparisonProgress>, IDisposable
{
    private readonly TextWriter output;
    private readonly TaskCompletionSource<ProgressTask> task = new();
    private readonly TaskCompletionSource done = new();
    private readonly Task? drawing;

    public ComparisonDisplay(TextWriter output, int runs)
    {
        this.output = output;
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi)
            return;
        drawing = AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(context =>
        {
            task.SetResult(context.AddTask("starting", maxValue: runs));
            return done.Task;
        });
    }

    /// <inheritdoc/>
    public void Report(ComparisonProgress value)
    {
        var run = Invariant.Text($"{value.Network}, rate {value.LearningRate}, seed {value.Seed}");
        if (value.HasEnded)
            Write(Invariant.Text($"{value.RunsEnded}/{value.Runs} {run}: {(double.IsFinite(value.ValidationLoss) ? Invariant.Text($"validation loss {value.ValidationLoss:F4}") : "diverged")}"));
        else if (value.IsRateAtEnd)
            Write(Invariant.Text($"{value.Network}: rate {value.LearningRate} is best, at an end of those tried: one beyond might be better"));
        if (drawing is null)
            return;
        var shown = task.Task.Result;
        shown.Value = value.RunsEnded;
        shown.Description = Markup.Escape(Invariant.Text($"{run}: update {value.Updates}, validation loss {value.ValidationLoss:F3}"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        done.TrySetResult();
        drawing?.Wait();
    }

    private void Write(string line)
    {
        if (drawing is null)
            output.WriteLine(line);
        else
            AnsiConsole.WriteLine(line);
    }
}
