using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>Wrong arguments are refused with the argument, the expected and the given.</summary>
public sealed class ArgumentTests
{
    private readonly Lstm _cell = new(3, 5);

    public static TheoryData<string, Action<Lstm>, string[]> Faults => new()
    {
        { "batch of zero", cell => cell.CreateWorkspace(4, 0), ["batch", "0"] },
        { "state of zero rows", cell => cell.CreateState(0), ["batch", "0"] },
        { "negative steps", cell => cell.CreateWorkspace(-1, 2), ["steps", "-1"] },
        { "no threads", cell => cell.CreateWorkspace(1, 2, threads: 0), ["threads", "0"] },
        { "size of zero", _ => _ = new Lstm(0, 5), ["input", "0"] },
        { "too few sizes", _ => Lstm.Create([1]), ["2", "input, hidden", "1"] },
        { "short x", cell => Run(cell, x: new float[23]), ["'x'", "[4, 2, 3]", "24", "23"] },
        { "short y", cell => Run(cell, y: new float[41]), ["'y'", "[4, 2, 5]", "40", "41"] },
        { "two inputs", cell => cell.Forward(cell.CreateWorkspace(1, 1), new Inputs<float>(new float[3], new float[3]), default), ["1 expected (x)", "2 given"] },
        { "long length", cell => Run(cell, lengths: [5, 1]), ["lengths", "4", "row 0", "5"] },
        { "negative length", cell => Run(cell, lengths: [0, -1]), ["lengths", "row 1", "-1"] },
        { "missing length", cell => Run(cell, lengths: [1]), ["lengths", "2", "1"] },
        { "large token", cell => cell.Forward(cell.CreateWorkspace(2, 2), new[] { 0, 1, 2, 3 }, default), ["0 to 2", "step 1", "row 1", "3"] },
        { "negative token", cell => cell.Step(new[] { -1 }, default, cell.CreateState(1)), ["0 to 2", "-1"] },
        { "missing token", cell => cell.Forward(cell.CreateWorkspace(2, 2), new[] { 0, 1, 2 }, default), ["4 tokens", "3"] },
        { "foreign workspace", cell => cell.Forward(new Lstm(3, 5).CreateWorkspace(4, 2), new float[24], default), ["workspace", "CreateWorkspace"] },
        { "foreign state", cell => Run(cell, state: new Lstm(3, 5).CreateState(2)), ["state", "CreateState"] },
        { "state of another batch", cell => Run(cell, state: cell.CreateState(3)), ["2 rows", "3"] },
        { "evaluation backwards", cell => cell.Backward(cell.CreateWorkspace(4, 2, Mode.Evaluate), default, default, null, cell.CreateGradients()), ["workspace", "Mode.Train"] },
        { "backwards first", cell => cell.Backward(cell.CreateWorkspace(4, 2), default, default, null, cell.CreateGradients()), ["Forward first"] },
        { "foreign gradients", cell => Backward(cell, gradients: new Lstm(3, 5).CreateGradients()), ["gradients"] },
        { "short dy", cell => Backward(cell, dy: new float[39]), ["'y'", "40", "39"] },
        { "short dx", cell => Backward(cell, dx: new float[25]), ["'x'", "24", "25"] },
        { "backwards twice", cell => Backward(cell, times: 2), ["Forward first"] },
        { "changed parameters", cell => Backward(cell, change: true), ["parameters changed"] },
        { "part of a step", cell => cell.Steps(new float[4], default, cell.CreateState(1)), ["3 values per step", "4"] },
        { "short y of a step", cell => cell.Step(new float[3], new float[4], cell.CreateState(1)), ["'y'", "[1, 1, 5]", "4"] },
        { "unknown state", cell => cell.CreateState(1)["z"].Clear(), ["'z'", "h, c"] },
        { "tap without taps", cell => cell.CreateWorkspace(1, 1).ReadTap("forget", new float[5]), ["taps: true"] },
        { "unknown tap", cell => cell.CreateWorkspace(1, 1, taps: true).ReadTap("z", new float[5]), ["'z'", "forget"] },
        { "clone to another batch", cell => cell.CreateState(1).CopyTo(cell.CreateState(2)), ["1 rows", "2"] },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void AreRefused(string fault, Action<Lstm> action, string[] expected)
    {
        var error = Record.Exception(() => action(_cell));
        Assert.True(error is ArgumentException or InvalidOperationException, $"{fault}: {error?.GetType().Name ?? "no error"}");
        Assert.All(expected, part => Assert.Contains(part, error!.Message, StringComparison.Ordinal));
    }

    private static void Run(Lstm cell, float[]? x = null, float[]? y = null, CellState<float>? state = null, int[]? lengths = null) =>
        cell.Forward(cell.CreateWorkspace(4, 2), x ?? new float[24], y ?? new float[40], state, lengths);

    private static void Backward(Lstm cell, float[]? dy = null, float[]? dx = null, Gradients<float>? gradients = null, int times = 1, bool change = false)
    {
        var workspace = cell.CreateWorkspace(4, 2);
        cell.Forward(workspace, new float[24], default);
        if (change)
            cell.Initialize(1);
        for (var i = 0; i < times; i++)
            cell.Backward(workspace, dy ?? new float[40], dx ?? new float[24], null, gradients ?? cell.CreateGradients());
    }
}
