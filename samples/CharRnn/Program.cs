using System.Runtime.InteropServices;
using RnnGraph.Training;

namespace CharRnn;

/// <summary>Trains a character model. Results go to the standard output, errors as one line to the standard error; exit code 1: the run failed, 2: it was asked for wrongly.</summary>
public static class Program
{
    private const int Failed = 1;
    private const int AskedWrongly = 2;

    /// <summary>Runs the program.</summary>
    public static int Main(string[] args)
    {
        var commandLine = new CommandLine();
        var result = commandLine.Root.Parse(args);
        if (result.Errors.Count > 0)
        {
            // one line: the messages of the parser may have several
            return Fail(AskedWrongly, string.Join("; ", result.Errors.Select(error => error.Message.ReplaceLineEndings(" "))));
        }

        commandLine.Root.SetAction(parsed => Run(commandLine.Read(parsed)));
        return result.Invoke();
    }

    private static int Run(RunOptions options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            new Job(options, Console.Out).Run(stop.Token);
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or TrainingDivergedException)
        {
            return Fail(error is ArgumentException ? AskedWrongly : Failed, Message(error));
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // the run saves itself and leaves by its own end
            stop.Cancel();
        }
    }

    /// <summary>Without the parameter's name, which .NET appends and only a programmer wants.</summary>
    private static string Message(Exception error)
        => error is ArgumentException { ParamName: { } name } ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : error.Message;

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine("error: " + message.ReplaceLineEndings(" "));
        return code;
    }
}
