using System.Diagnostics;
using System.Text.Json;

namespace RnnGraph.Training.Tests.Sample;

/// <summary>A sample program as a process of its own, as a user runs it.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private SampleProcess(Type sample, string folder, string[] arguments)
    {
        // A shell starts what runs in its background with SIGINT ignored, and children inherit that: a test run there must interrupt too.
        // env becomes the program, under its id.
        string[] program = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(program[0], [.. program[1..], sample.Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public int ExitCode => process.ExitCode;

    public string Output => output.Result;

    public string Errors => errors.Result;

    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];

    public bool HasExited => process.HasExited;

    /// <summary>Starts the program that a type belongs to.</summary>
    public static SampleProcess Start(Type sample, string folder, params string[] arguments) => new(sample, folder, arguments);

    public static SampleProcess Run(Type sample, string folder, params string[] arguments) => Start(sample, folder, arguments).Wait();

    public SampleProcess Wait()
    {
        if (!process.WaitForExit(TimeSpan.FromMinutes(10)))
        {
            process.Kill();
            throw new TimeoutException($"The sample didn't end. It wrote: {Output} {Errors}");
        }

        return this;
    }

    /// <summary>Waits until something holds, the program still running.</summary>
    public void WaitFor(Func<bool> condition)
    {
        while (!condition())
        {
            Assert.False(process.HasExited, $"The program ended early: {(process.HasExited ? Output + Errors : "")}");
            Thread.Sleep(5);
        }
    }

    /// <summary>SIGKILL: no handler runs.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGINT, what Ctrl-C sends.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>What must be the same for the same run: the curve and the hash of the parameters.</summary>
    public static string Result(string jsonFile)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(jsonFile));
        return json.RootElement.GetProperty("curve").GetRawText() + json.RootElement.GetProperty("parameters_hash").GetRawText();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
