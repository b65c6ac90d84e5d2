using Spectre.Console;

namespace Samples.Display;

/// <summary>Shows a run while it goes on.</summary>
public interface IDisplay : IProgress<Figures>, IDisposable
{
    /// <summary>Shows a text between the progress.</summary>
    void Write(string text);

    /// <summary>A live display where the output is a terminal, else plain lines.</summary>
    /// <param name="output">Where plain lines go.</param>
    /// <param name="steps">Steps of the whole run.</param>
    /// <param name="wording">What the figures are called.</param>
    static IDisplay Create(TextWriter output, int steps, Wording wording)
        => Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi ? new PlainDisplay(output, steps, wording) : new LiveDisplay(steps, wording);
}
