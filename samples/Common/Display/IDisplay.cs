using RnnGraph.Training;
using Spectre.Console;

namespace CharRnn.Display;

/// <summary>Shows a run while it goes on.</summary>
internal interface IDisplay : IProgress<CharTrainer>, IDisposable
{
    /// <summary>Shows a text between the progress.</summary>
    void Write(string text);

    /// <summary>A live display where the output is a terminal, else plain lines.</summary>
    static IDisplay Create(TextWriter output, int steps)
        => Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi ? new PlainDisplay(output, steps) : new LiveDisplay(steps);
}
