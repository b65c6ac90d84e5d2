using System.Numerics;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Runtime.Threads;

namespace RnnGraph.Tests.Shared;

/// <summary>One run of a compiled network, on one thread and on two, its sweeps whole and step by step, in any number of segments, with taps, against what its graph means.</summary>
internal sealed class NetworkCheck<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentNetwork<T> _network;
    private readonly Graph _adjoint;
    private readonly GraphArguments _arguments;
    private readonly GraphResults _expected;
    private readonly GraphResults _evaluated;
    private readonly double _tolerance;

    // On a machine of two processors too, one team is of two threads.
    static NetworkCheck() => Team.MostWorkers = Math.Max(Team.MostWorkers, 2);

    public NetworkCheck(RecurrentNetwork<T> network, Graph adjoint, GraphArguments arguments, double tolerance)
    {
        (_network, _adjoint, _arguments, _tolerance) = (network, adjoint, arguments, tolerance);
        _expected = Interpreter.Run(adjoint, arguments);
        var evaluation = arguments.Clone();
        evaluation.Mode = Mode.Evaluate;
        _evaluated = Interpreter.Run(adjoint, evaluation);
        foreach (var parameter in network.Parameters.Names)
        {
            network.Parameters.Write(parameter, Cast(arguments.Parameters[parameter]));
        }
    }

    private CellSignature Signature => _network.Signature;

    public void Run(string about)
    {
        var alone = Run(about, threads: 1);
        AssertSameBits("on two threads", Run(about, threads: 2));
        AssertSameBits("in sweeps of one step", Run(about, threads: 1, sweepRows: 1));
        AssertSameBits("two rows at a time", Run(about, threads: 1, blockRows: 2));
        AssertSameBits("on two threads, of which each takes some panels of few rows, in sweeps of one step", Run(about, threads: 2, sweepRows: 1, mostTeams: 1));
        AssertSameBits("on two threads, of which each takes some scans, a step behind one another", Run(about, threads: 2, mostTeams: 2, stageSteps: 1));
        AssertSameBits("on three threads in two teams, two steps behind one another", Run(about, threads: 3, mostTeams: 2, stageSteps: 2));
        foreach (var workspace in SegmentedWorkspaces.Of(_network, Steps(), _arguments.Batch, threads: 2, taps: true).Skip(1))
        {
            Run($"{about}, {workspace.SegmentSteps} steps at a time", workspace);
        }

        Evaluate(about, threads: 1, mostTeams: 0);
        Evaluate(about + " on two threads", threads: 2, mostTeams: 2);
        if (_network is IStreaming<T> streaming && Signature.Axes.All(axis => _arguments.LengthsOf(axis).All(length => length == _arguments.StepsOf(axis))))
        {
            Stream(about, streaming);
        }

        void AssertSameBits(string how, Dictionary<string, T[]> found)
        {
            foreach (var (what, values) in alone)
            {
                Assert.True(values.AsSpan().SequenceEqual(found[what]), $"{about}: {what} has other bits {how}.");
            }
        }
    }

    private Dictionary<string, T[]> Run(string about, int threads, int sweepRows = int.MaxValue, int mostTeams = 0, int stageSteps = 0, int blockRows = int.MaxValue)
    {
        var workspace = _network.CreateWorkspace(Steps(), _arguments.Batch, Mode.Train, threads, taps: true);
        workspace.SweepRows = sweepRows;
        workspace.Memory.BlockRows = blockRows;
        Divide(workspace, mostTeams, stageSteps);
        return Run(about, workspace);
    }

    private Dictionary<string, T[]> Run(string about, Workspace<T> workspace)
    {
        var (state, dState, gradients) = (_network.CreateState(_arguments.Batch), _network.CreateState(_arguments.Batch), _network.CreateGradients());
        state.StepsDone = _arguments.FirstStep;
        foreach (var info in Signature.States)
        {
            Cast(_arguments.Given[info.Name]).CopyTo(state[info.Name]);
            Cast(_arguments.Given["d." + info.Name]).CopyTo(dState[info.Name]);
        }

        var found = new Dictionary<string, T[]>(StringComparer.Ordinal);
        var outputs = default(Outputs<T>);
        foreach (var output in Signature.Outputs)
        {
            outputs = outputs.And(found["output " + output.Name] = new T[_expected[ResultKind.Output, output.Name].Length]);
        }

        _network.Forward(workspace, Inputs(withTargets: true), outputs, state, Lengths());
        if (Signature.Losses.Count > 0)
        {
            found["loss"] = [T.CreateTruncating(workspace.Loss)];
            AssertClose($"{about} loss", [_expected.Loss], found["loss"]);
        }

        foreach (var tap in Signature.Taps)
        {
            workspace.ReadTap(tap.Name, found["tap " + tap.Name] = new T[_expected[ResultKind.Tap, tap.Name].Length]);
            AssertClose($"{about} tap {tap.Name}", _expected[ResultKind.Tap, tap.Name], found["tap " + tap.Name]);
        }

        Backward(workspace, gradients, dState, found);
        foreach (var output in Signature.Outputs)
        {
            AssertClose($"{about} output {output.Name}", _expected[ResultKind.Output, output.Name], found["output " + output.Name]);
        }

        foreach (var info in Signature.States)
        {
            found["state " + info.Name] = state[info.Name].ToArray();
            found["d state " + info.Name] = dState[info.Name].ToArray();
            AssertClose($"{about} final {info.Name}", _expected[ResultKind.FinalState, info.Name], found["state " + info.Name]);
            AssertClose($"{about} d initial {info.Name}", Gradient(info.Name, found["d state " + info.Name].Length), found["d state " + info.Name]);
        }

        foreach (var input in Signature.Inputs.Where(input => found.ContainsKey("d input " + input.Name)))
        {
            AssertClose($"{about} d {input.Name}", _expected[ResultKind.Gradient, input.Name], found["d input " + input.Name]);
        }

        foreach (var name in _network.Parameters.Names)
        {
            gradients.Read(name, found["d " + name] = new T[_arguments.Parameters[name].Length]);
            AssertClose($"{about} d {name}", _expected[ResultKind.Gradient, name], found["d " + name]);
        }

        return found;
    }

    private void Backward(Workspace<T> workspace, Gradients<T> gradients, CellState<T> dState, Dictionary<string, T[]> found)
    {
        var dy = default(Inputs<T>);
        foreach (var output in Signature.Outputs)
        {
            dy = dy.And(Cast(output.Axis is null ? _arguments.Given["d." + output.Name] : _arguments.Inputs["d." + output.Name]));
        }

        var dx = default(Outputs<T>);
        foreach (var input in Signature.Inputs)
        {
            var hasGradient = _expected.Contains(ResultKind.Gradient, input.Name);
            dx = dx.And(hasGradient ? found["d input " + input.Name] = new T[_expected[ResultKind.Gradient, input.Name].Length] : []);
        }

        _network.Backward(workspace, gradients, dState, dy, dx);
    }

    /// <summary>Has threads share few rows, in up to so many teams; none for each its own rows.</summary>
    private static void Divide(Workspace<T> workspace, int mostTeams, int stageSteps)
    {
        if (mostTeams == 0)
            return;
        workspace.Division.LeastShare = 0;
        workspace.Division.MostTeams = mostTeams;
        workspace.Division.StageSteps = stageSteps;
    }

    /// <summary>An evaluating run draws nothing; without targets it gives the same outputs and has no loss.</summary>
    private void Evaluate(string about, int threads, int mostTeams)
    {
        var workspace = _network.CreateWorkspace(Steps(), _arguments.Batch, Mode.Evaluate, threads);
        Divide(workspace, mostTeams, stageSteps: 1);
        var state = Given();
        var found = new List<T[]>();
        var outputs = default(Outputs<T>);
        foreach (var output in Signature.Outputs)
        {
            found.Add(new T[_evaluated[ResultKind.Output, output.Name].Length]);
            outputs = outputs.And(found[^1]);
        }

        _network.Forward(workspace, Inputs(withTargets: false), outputs, state, Lengths());
        foreach (var (output, values) in Signature.Outputs.Zip(found))
        {
            AssertClose($"{about} evaluated {output.Name}", _evaluated[ResultKind.Output, output.Name], values);
        }

        if (Signature.Inputs.Any(input => input.IsTarget && (input.Axis is null || _arguments.StepsOf(input.Axis) > 0)))
        {
            Assert.Throws<InvalidOperationException>(() => workspace.Loss);
        }
    }

    /// <summary>Step by step the same outputs and final states, without targets.</summary>
    private void Stream(string about, IStreaming<T> streaming)
    {
        var state = Given();
        var steps = _arguments.StepsOf(Signature.Axes[0]);
        for (var t = 0; t < steps; t++)
        {
            var x = default(Inputs<T>);
            foreach (var input in Signature.Inputs)
            {
                x = input.IsTarget ? x.And([])
                    : input.Vocabulary > 0 ? x.AndTokens(At(_arguments.Tokens[input.Name], input.Axis, t, steps))
                    : x.And(Cast(At(_arguments.Inputs[input.Name], input.Axis, t, steps)));
            }

            var y = default(Outputs<T>);
            var found = Signature.Outputs.Select(output => new T[_evaluated[ResultKind.Output, output.Name].Length / steps]).ToList();
            foreach (var values in found)
            {
                y = y.And(values);
            }

            streaming.Step(x, y, state);
            foreach (var (output, values) in Signature.Outputs.Zip(found))
            {
                AssertClose($"{about} streamed {output.Name} at step {t}", At(_evaluated[ResultKind.Output, output.Name], output.Axis, t, steps), values);
            }
        }

        foreach (var info in Signature.States)
        {
            AssertClose($"{about} streamed final {info.Name}", _evaluated[ResultKind.FinalState, info.Name], state[info.Name].ToArray());
        }
    }

    private static TValue[] At<TValue>(TValue[] values, string? axis, int t, int steps) =>
        axis is null ? values : values.AsSpan(values.Length / steps * t, values.Length / steps).ToArray();

    private CellState<T> Given()
    {
        var state = _network.CreateState(_arguments.Batch);
        state.StepsDone = _arguments.FirstStep;
        foreach (var info in Signature.States)
        {
            Cast(_arguments.Given[info.Name]).CopyTo(state[info.Name]);
        }

        return state;
    }

    private double[] Gradient(string name, int length) =>
        _expected.Contains(ResultKind.Gradient, name) ? _expected[ResultKind.Gradient, name] : new double[length];

    private Inputs<T> Inputs(bool withTargets)
    {
        var inputs = default(Inputs<T>);
        foreach (var input in Signature.Inputs)
        {
            inputs = input.IsTarget && !withTargets ? inputs.And([])
                : input.Vocabulary > 0 ? inputs.AndTokens(_arguments.Tokens[input.Name])
                : inputs.And(Cast(_arguments.Inputs[input.Name]));
        }

        return inputs;
    }

    private Steps Steps() => new([.. Signature.Axes.Select(_arguments.StepsOf)]);

    private Lengths Lengths()
    {
        var lengths = Signature.Axes.Select(axis => _arguments.LengthsOf(axis).ToArray()).ToList();
        return lengths.Count == 1 ? new Lengths(lengths[0]) : new Lengths(lengths[0], lengths[1]);
    }

    private static T[] Cast(double[] values) => [.. values.Select(T.CreateTruncating)];

    private void AssertClose(string what, double[] expected, T[] actual)
    {
        var scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var index = 0; index < expected.Length; index++)
        {
            var value = double.CreateTruncating(actual[index]);
            Assert.True(Math.Abs(expected[index] - value) <= _tolerance * Math.Max(1, scale), $"{what}[{index}]: expected {expected[index]}, was {value}");
        }
    }
}
