using Samples;

namespace CharRnn;

/// <summary>Trains a character model.</summary>
public static class Program
{
    /// <summary>Runs the program.</summary>
    public static int Main(string[] args)
    {
        var commandLine = new CommandLine();
        return SampleProgram.Run(commandLine.Root, args, (parsed, stop) => new Job(commandLine.Read(parsed), Console.Out).Run(stop));
    }
}
