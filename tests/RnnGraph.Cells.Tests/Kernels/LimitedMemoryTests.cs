using System.Globalization;
using System.Numerics;
using RnnGraph.Cells.Tests.Oracles;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>What else holds of runs in less memory than all steps take: starts that are learned, taps, gradients of several runs, evaluation; and what is refused.</summary>
public sealed class LimitedMemoryTests
{
    private const int Steps = 14;

    private static readonly int[] Ragged = [14, 0, 9, 1, 7, 14, 2, 8, 13];

    public static TheoryData<string> Definitions => Definition.Names;

    public static TheoryData<string> WithTaps => new(Definition.All.Where(definition => Compiled.Single(definition, Sizes(definition)).Signature.Taps.Count > 0).Select(definition => definition.Name));

    public static TheoryData<long> TooLittle => new() { long.MinValue, -1, 0, 1, 1000 };

    /// <summary>Without a state the run starts from what the cell learns to start from, and adds to its gradient.</summary>
    [Theory]
    [MemberData(nameof(Definitions))]
    public void Runs_start_from_what_is_learned_where_no_state_is_given(string name)
    {
        var (cell, data) = Make(name);
        var whole = Gradients(cell, cell.CreateWorkspace(Steps, Ragged.Length), data);
        foreach (var workspace in SegmentedWorkspaces.Of(cell, Steps, Ragged.Length, threads: 2).Skip(1))
            Agreement.AssertEqual(whole, Gradients(cell, workspace, data), Agreement.SingleTolerance, $"{name}, {workspace.SegmentSteps} steps at a time");
    }

    [Theory]
    [MemberData(nameof(WithTaps))]
    public void Taps_are_kept_for_all_steps(string name)
    {
        var (cell, data) = Make(name);
        var workspaces = SegmentedWorkspaces.Of(cell, Steps, Ragged.Length, threads: 2, taps: true).ToList();
        var whole = Taps(cell, workspaces[0], data);
        foreach (var workspace in workspaces.Skip(1))
            Agreement.AssertSameBits(whole, Taps(cell, workspace, data), $"{name}, {workspace.SegmentSteps} steps at a time");
    }

    [Fact]
    public void Gradients_of_several_runs_add_up()
    {
        var (cell, data) = Make("Lstm");
        var (whole, segmented) = (cell.CreateGradients(), cell.CreateGradients());
        var (all, least) = (cell.CreateWorkspace(Steps, Ragged.Length), SegmentedWorkspaces.Least(cell, Steps, Ragged.Length));
        for (var run = 0; run < 2; run++)
        {
            var expected = CompiledRun.Execute(cell, all, data, whole);
            Agreement.AssertEqual(expected, CompiledRun.Execute(cell, least, data, segmented), Agreement.SingleTolerance, $"run {run}");
        }
    }

    /// <summary>Evaluating runs take few steps at a time anyway; those that would take all, as they draw once for a sequence, are cut.</summary>
    [Theory]
    [InlineData("Lstm")]
    [InlineData("LstmRecurrentDropout")]
    [InlineData("Clockwork")]
    public void Evaluation_fits_in_less_memory_too(string name)
    {
        const int Long = 500;
        var (cell, data) = Make(name, Long, [Long, 0, 321]);
        var workspace = cell.CreateWorkspace(Long, 3, Mode.Evaluate);
        var whole = Evaluate(cell, workspace, data);
        var least = LeastOf(Assert.Throws<ArgumentOutOfRangeException>(() => cell.CreateWorkspace(Long, 3, Mode.Evaluate, memory: 1)));
        Assert.InRange(least, 1, workspace.Bytes - 1);
        var less = cell.CreateWorkspace(Long, 3, Mode.Evaluate, threads: 2, memory: least);
        Assert.InRange(less.Bytes, 1, least);
        Agreement.AssertSameBits(whole, Evaluate(cell, less, data), name);
    }

    [Theory]
    [MemberData(nameof(TooLittle))]
    public void Too_little_memory_is_refused_with_the_least_that_works(long memory)
    {
        var (cell, _) = Make("Lstm");
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => cell.CreateWorkspace(Steps, 3, memory: memory));
        Assert.Equal("memory", error.ParamName);
        Assert.Contains("Lstm over 14 steps and 3 rows", error.Message, StringComparison.Ordinal);
        var least = LeastOf(error);
        Assert.Equal(least, cell.CreateWorkspace(Steps, 3, memory: least).Bytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => cell.CreateWorkspace(Steps, 3, memory: least - 1));
    }

    [Fact]
    public void As_much_memory_as_all_steps_take_is_enough_for_all_steps()
    {
        var (cell, _) = Make("Lstm");
        var whole = cell.CreateWorkspace(Steps, 3);
        Assert.Equal((Steps, whole.Bytes), (cell.CreateWorkspace(Steps, 3, memory: whole.Bytes).SegmentSteps, cell.CreateWorkspace(Steps, 3, memory: long.MaxValue).Bytes));
        Assert.Equal(Steps / 2, cell.CreateWorkspace(Steps, 3, memory: whole.Bytes - 1).SegmentSteps);
    }

    private static long LeastOf(ArgumentOutOfRangeException error)
    {
        const string Before = "the least that works is ";
        var at = error.Message.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return long.Parse(error.Message.AsSpan(at, error.Message.IndexOf(" bytes", at, StringComparison.Ordinal) - at), CultureInfo.InvariantCulture);
    }

    private static RunResult Gradients(RecurrentCell<float> cell, Workspace<float> workspace, RunData data)
    {
        var gradients = cell.CreateGradients();
        workspace.Seed = data.Seed;
        cell.Forward(workspace, Arrays.In(Values(cell.Signature.Inputs, data.Inputs)), default, null, data.Lengths);
        cell.Backward(workspace, Arrays.In(Values(cell.Signature.Outputs, data.OutputGradients)), default, null, gradients);
        return new RunResult
        {
            ParameterGradients = data.Parameters.ToDictionary(pair => pair.Key, pair => CompiledRun.Read(gradients, pair.Key, pair.Value.Length), StringComparer.Ordinal),
        };
    }

    private static RunResult Taps(RecurrentCell<float> cell, Workspace<float> workspace, RunData data)
    {
        workspace.Seed = data.Seed;
        cell.Forward(workspace, Arrays.In(Values(cell.Signature.Inputs, data.Inputs)), default, null, data.Lengths);
        return new RunResult
        {
            Outputs = cell.Signature.Taps.ToDictionary(tap => tap.Name, tap => Read(tap), StringComparer.Ordinal),
        };

        double[] Read(ValueInfo tap)
        {
            var values = new float[(tap.Axis is null ? 1 : data.Steps) * data.Batch * tap.Features];
            workspace.ReadTap(tap.Name, values);
            return CompiledRun.Widen<float>(values);
        }
    }

    private static RunResult Evaluate(RecurrentCell<float> cell, Workspace<float> workspace, RunData data)
    {
        var y = cell.Signature.Outputs.Select(output => new float[data.Steps * data.Batch * output.Features]).ToArray();
        var state = CompiledRun.State(cell, data.Batch, data.Initial);
        cell.Forward(workspace, Arrays.In(Values(cell.Signature.Inputs, data.Inputs)), Arrays.Out(y), state, data.Lengths);
        return new RunResult
        {
            Outputs = cell.Signature.Outputs.Zip(y).ToDictionary(pair => pair.First.Name, pair => CompiledRun.Widen<float>(pair.Second), StringComparer.Ordinal),
            Final = cell.Signature.States.ToDictionary(s => s.Name, s => CompiledRun.Widen<float>(state[s.Name]), StringComparer.Ordinal),
        };
    }

    private static float[][] Values(IEnumerable<ValueInfo> infos, Dictionary<string, double[]> values) => [.. infos.Select(info => CompiledRun.Narrow<float>(values[info.Name]))];

    private static int[] Sizes(Definition definition) => definition.Sizes(Vector<float>.Count + 3);

    private static (RecurrentCell<float> Cell, RunData Data) Make(string name, int steps = Steps, int[]? lengths = null)
    {
        var definition = Definition.Find(name);
        var data = new ReferenceCell(definition, Sizes(definition)).Draw(steps, lengths ?? Ragged);
        var cell = Compiled.Single(definition, Sizes(definition));
        CompiledRun.Write(cell, data);
        return (cell, data);
    }
}
