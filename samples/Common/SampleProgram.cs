using System.CommandLine;
using System.Runtime.InteropServices;
using RnnGraph.Training;

namespace Samples;

/// <summary>Runs a sample as a program. Results go to the standard output, errors as one line to the standard error; exit code 1: the run failed, 2: it was asked for wrongly.</summary>
public static class SampleProgram
{
    private const int Failed = 1;
    private const int AskedWrongly = 2;

    /// <summary>Reads the arguments and runs the sample; SIGINT and SIGTERM cancel it, so that it can save itself.</summary>
    /// <param name="root">The sample's options.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="run">The sample: what was asked for, and what cancels it.</param>
    /// <returns>The exit code.</returns>
    public static int Run(RootCommand root, string[] args, Action<ParseResult, CancellationToken> run)
    {
        ArgumentNullException.ThrowIfNull(root);
        var result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            // one line: the messages of the parser may have several
            return Fail(AskedWrongly, string.Join("; ", result.Errors.Select(error => error.Message.ReplaceLineEndings(" "))));
        }

        root.SetAction(parsed => Run(parsed, run));
        return result.Invoke();
    }

    private static int Run(ParseResult parsed, Action<ParseResult, CancellationToken> run)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            run(parsed, stop.Token);
            return 0;
        }
        catch (Exception thrown) when (First(thrown) is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or TrainingDivergedException)
        {
            var error = First(thrown);
            return Fail(error is ArgumentException ? AskedWrongly : Failed, Message(error));
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the run saves itself and leaves by its own end
            stop.Cancel();
        }
    }

    /// <summary>Of errors of several threads the first that isn't about being stopped by another's.</summary>
    private static Exception First(Exception thrown)
        => thrown is AggregateException several ? several.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? several.InnerExceptions[0] : thrown;

    /// <summary>Without the parameter's name, which .NET appends and only a programmer wants.</summary>
    private static string Message(Exception error)
        => error is ArgumentException { ParamName: { } name } ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : error.Message;

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine("error: " + message.ReplaceLineEndings(" "));
        return code;
    }
}
