using System.Numerics;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;

namespace RnnGraph.Checking;

/// <summary>One tensor of a run: what it is, its values, where the interpreter has its own, and for a gradient the argument that it belongs to.</summary>
internal sealed record CheckedTensor(TensorKind Kind, string Name, double[] Values, CheckedArgument? Argument)
{
    public bool IsGradient => Argument is not null;

    public ResultKind Result => Kind switch
    {
        TensorKind.Output => ResultKind.Output,
        TensorKind.FinalState => ResultKind.FinalState,
        _ => ResultKind.Gradient,
    };
}

/// <summary>Runs a cell forwards and backwards on random data, and forwards again when an argument was changed.</summary>
internal sealed class CheckedRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainable<T> _cell;
    private readonly Workspace<T> _workspace;
    private readonly CellState<T> _state;
    private readonly int[] _lengths;
    private readonly Dictionary<string, T[]> _original = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _initial = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _finalWeights = new(StringComparer.Ordinal);
    private readonly List<double[]> _x = [];
    private readonly List<double[]> _outputWeights = [];
    private readonly T[][] _narrowX;
    private readonly T[][] _y;

    public CheckedRun(ITrainable<T> cell, GradientCheckOptions options)
    {
        _cell = cell;
        _workspace = cell.CreateWorkspace(options.Steps, options.Batch);
        _state = cell.CreateState(options.Batch);
        _lengths = [.. Enumerable.Range(0, options.Batch).Select(row => Math.Max(Math.Min(1, options.Steps), options.Steps - row))];
        var random = new Random(options.Seed);
        double[] Draw(int count, double range) => [.. Enumerable.Range(0, count).Select(_ => Rounded(((2 * random.NextDouble()) - 1) * range))];
        foreach (var info in cell.Parameters)
        {
            var original = _original[info.Name] = new T[info.Size];
            cell.Parameters.Read(info.Name, original);
            _parameters[info.Name] = [.. original.Zip(Draw(info.Size, options.Perturbation), (value, more) => Rounded(double.CreateTruncating(value) + more))];
            cell.Parameters.Write(info.Name, Narrow(_parameters[info.Name]));
        }

        foreach (var info in cell.Signature.Inputs)
            _x.Add(Draw(options.Steps * options.Batch * info.Features, 1));
        foreach (var info in cell.Signature.Outputs)
            _outputWeights.Add(Draw(options.Steps * options.Batch * info.Features, 1));
        foreach (var info in cell.Signature.States)
        {
            _initial[info.Name] = Draw(options.Batch * info.Features, 0.5);
            _finalWeights[info.Name] = Draw(options.Batch * info.Features, 1);
        }

        _narrowX = [.. _x.Select(Narrow)];
        _y = [.. _outputWeights.Select(weights => new T[weights.Length])];
    }

    /// <summary>Every tensor that <see cref="Execute"/> gave.</summary>
    public IReadOnlyList<CheckedTensor> Tensors { get; private set; } = [];

    /// <summary>Forwards and backwards.</summary>
    public void Execute()
    {
        Forward();
        var signature = _cell.Signature;
        List<CheckedTensor> tensors = [.. signature.Outputs.Select((info, i) => new CheckedTensor(TensorKind.Output, info.Name, Widen(_y[i]), null))];
        tensors.AddRange(signature.States.Select(info => new CheckedTensor(TensorKind.FinalState, info.Name, Widen(_state[info.Name]), null)));

        var (dState, gradients) = (_cell.CreateState(_workspace.Batch), _cell.CreateGradients());
        foreach (var (name, weights) in _finalWeights)
            Narrow(weights).CopyTo(dState[name]);
        T[][] dy = [.. _outputWeights.Select(Narrow)], dx = [.. _x.Select(x => new T[x.Length])];
        _cell.Backward(_workspace, Arrays.Reads(dy), Arrays.Writes(dx), dState, gradients);

        foreach (var (name, values) in _parameters)
        {
            var gradient = new T[values.Length];
            gradients.Read(name, gradient);
            tensors.Add(new CheckedTensor(TensorKind.Parameter, name, Widen(gradient), new CheckedArgument(values, changed => _cell.Parameters.Write(name, Narrow(changed)))));
        }

        for (var i = 0; i < dx.Length; i++)
        {
            var at = i;
            tensors.Add(new CheckedTensor(TensorKind.Input, signature.Inputs[i].Name, Widen(dx[i]), new CheckedArgument(_x[i], changed => _narrowX[at] = Narrow(changed))));
        }

        tensors.AddRange(_initial.Select(pair => new CheckedTensor(TensorKind.InitialState, pair.Key, Widen(dState[pair.Key]), new CheckedArgument(pair.Value, _ => { }))));
        Tensors = tensors;
    }

    /// <summary>Forwards; Σ w∘y + Σ w∘(final state).</summary>
    public double Loss()
    {
        Forward();
        var loss = 0.0;
        for (var i = 0; i < _y.Length; i++)
            loss += Dot(_outputWeights[i], _y[i]);
        foreach (var (name, weights) in _finalWeights)
            loss += Dot(weights, _state[name]);
        return loss;
    }

    /// <summary>The same run for the interpreter.</summary>
    public GraphArguments Arguments()
    {
        var arguments = new GraphArguments(_workspace.Steps, _workspace.Batch, _lengths);
        for (var i = 0; i < _x.Count; i++)
            arguments.Inputs[_cell.Signature.Inputs[i].Name] = _x[i];
        for (var i = 0; i < _outputWeights.Count; i++)
            arguments.Inputs["d." + _cell.Signature.Outputs[i].Name] = _outputWeights[i];
        foreach (var (name, values) in _initial)
            arguments.Given[name] = values;
        foreach (var (name, weights) in _finalWeights)
            arguments.Given["d." + name] = weights;
        foreach (var (name, values) in _parameters)
            arguments.Parameters[name] = values;
        return arguments;
    }

    /// <summary>Sets the parameters back.</summary>
    public void Restore()
    {
        foreach (var (name, values) in _original)
            _cell.Parameters.Write(name, values);
    }

    private void Forward()
    {
        foreach (var (name, values) in _initial)
            Narrow(values).CopyTo(_state[name]);
        _cell.Forward(_workspace, Arrays.Reads(_narrowX), Arrays.Writes(_y), _state, _lengths);
    }

    private static double Dot(double[] weights, ReadOnlySpan<T> values)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * double.CreateTruncating(values[i]);
        return sum;
    }

    // What goes in is exact in the kernel's precision, so that kernel and interpreter get the same numbers.
    private static double Rounded(double value) => double.CreateTruncating(T.CreateTruncating(value));

    private static T[] Narrow(double[] values) => Array.ConvertAll(values, T.CreateTruncating);

    private static double[] Widen(ReadOnlySpan<T> values)
    {
        var wide = new double[values.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = double.CreateTruncating(values[i]);
        return wide;
    }
}
