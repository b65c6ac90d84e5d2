using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace RnnGraph.Benchmarks.Peers;

/// <summary>
/// A peer in a process of its own, which speaks the protocol of benchmarks/peers/README.md. Between its turns the process is stopped, where the system knows signals: some libraries' threads spin on
/// after their work, and would take a core from the next side.
/// </summary>
internal sealed partial class PeerProcess : IPeer
{
    // SIGSTOP and SIGCONT, whose numbers differ.
    private static readonly int Stop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;

    private readonly string[] _command;
    private Process _process;
    private Task<string> _complaint;

    private PeerProcess(string[] command, Process process, Task<string> complaint, string name, string version)
    {
        _command = command;
        _process = process;
        _complaint = complaint;
        Name = name;
        Version = version;
    }

    public string Name { get; }

    public string Version { get; }

    /// <summary>Starts a peer; where it can't be, says why.</summary>
    /// <param name="name">Its name, until it has said it itself.</param>
    /// <param name="command">The program and its arguments.</param>
    public static (PeerProcess? Peer, string? Absent) Start(string name, params string[] command)
    {
        try
        {
            var (process, complaint, greeting) = Open(command);
            if (greeting?.Split(' ') is not ["peer", .. var own, var version])
                return (null, $"{name}: {LastLine(complaint.Result)}");
            var peer = new PeerProcess(command, process, complaint, string.Join(' ', own), version);
            peer.Signal(Stop);
            return (peer, null);
        }
        catch (Win32Exception fault)
        {
            return (null, $"{name}: {fault.Message}");
        }
    }

    public string? Prepare(LayerCase layer)
    {
        if (_process.HasExited)
        {
            _process.Dispose();
            (_process, _complaint, _) = Open(_command);
        }

        var (batch, steps, input, hidden) = layer.Shape;
        var answer = Ask(string.Create(CultureInfo.InvariantCulture, $"prepare {layer.Cell} {layer.Mode} {batch} {steps} {input} {hidden} {layer.Threads}"));
        return answer == "ready" ? null : answer["absent ".Length..];
    }

    public double Run(int times) => double.Parse(Ask(string.Create(CultureInfo.InvariantCulture, $"run {times}")), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Signal(Continue);
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
                _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>Starts the process; its first line is its greeting.</summary>
    private static (Process Process, Task<string> Complaint, string? Greeting) Open(string[] command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        return (process, process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadLine());
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it said nothing";

    private string Ask(string line)
    {
        Signal(Continue);
        string? answer = null;
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
            answer = _process.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            // Whoever doesn't listen any more has ended, too.
        }

        if (answer == null)
        {
            _process.WaitForExit();
            throw new PeerEndedException(string.Create(CultureInfo.InvariantCulture, $"ended at '{line}' with exit code {_process.ExitCode}: {LastLine(_complaint.Result)}"));
        }

        Signal(Stop);
        return answer;
    }

    private void Signal(int signal)
    {
        if (!OperatingSystem.IsWindows())
            _ = Kill(_process.Id, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
