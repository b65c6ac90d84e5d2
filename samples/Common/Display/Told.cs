namespace Samples.Display;

/// <summary>Tells a display of a run.</summary>
/// <typeparam name="TRun">What reports progress, such as a trainer.</typeparam>
/// <param name="display">The display.</param>
/// <param name="figures">Reads the figures off it.</param>
public sealed class Told<TRun>(IDisplay display, Func<TRun, Figures> figures) : IProgress<TRun>
{
    /// <inheritdoc/>
    public void Report(TRun value) => display.Report(figures(value));
}
