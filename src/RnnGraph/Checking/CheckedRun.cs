using System.Numerics;
using RnnGraph.Interpreting;

namespace RnnGraph.Checking;

/// <summary>Runs a cell or network forwards and backwards on random data, and forwards again when an argument was changed.</summary>
internal sealed class CheckedRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainable<T> _cell;
    private readonly CheckedData<T> _data;
    private readonly Workspace<T> _workspace;
    private readonly CellState<T> _state;
    private readonly Dictionary<string, T[]> _original = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _parameters = new(StringComparer.Ordinal);

    /// <summary>The parameters that states start from in this run.</summary>
    private readonly HashSet<string> _starts = new(StringComparer.Ordinal);
    private readonly T[][] _narrowX;
    private readonly T[][] _y;

    /// <summary>Draws the data, and changes the parameters.</summary>
    /// <param name="cell">The cell or network.</param>
    /// <param name="options">Steps, rows, seed.</param>
    /// <param name="givesStates">Whether the run is given initial states, or starts as the cell starts by itself.</param>
    public CheckedRun(ITrainable<T> cell, GradientCheckOptions options, bool givesStates)
    {
        _cell = cell;
        var random = new Random(options.Seed);
        _data = new CheckedData<T>(cell.Signature, options, random, givesStates);
        _workspace = cell.CreateWorkspace(_data.Steps, options.Batch);
        _workspace.Seed = _data.Seed;
        _state = cell.CreateState(options.Batch);
        foreach (var info in cell.Parameters)
        {
            var original = _original[info.Name] = new T[info.Size];
            cell.Parameters.Read(info.Name, original);
            _parameters[info.Name] = [.. original.Zip(_data.Draw(info.Size, options.Perturbation), (value, more) => CheckedData<T>.Rounded(double.CreateTruncating(value) + more))];
            cell.Parameters.Write(info.Name, Narrow(_parameters[info.Name]));
        }

        var tables = _state.Cell.Tables;
        if (!givesStates)
            _starts.UnionWith(tables.States.Where(state => state.Initial >= 0).Select(state => tables.Slots[state.Initial].Plan.Name));
        _narrowX = [.. _data.X.Select(Narrow)];
        _y = [.. _data.OutputWeights.Select(weights => new T[weights.Length])];
    }

    /// <summary>Whether the cell learns to start a state.</summary>
    public bool LearnsStarts => _state.Cell.Tables.HasStarts;

    /// <summary>Every tensor that <see cref="Execute"/> gave.</summary>
    public IReadOnlyList<CheckedTensor> Tensors { get; private set; } = [];

    /// <summary>Forwards and backwards.</summary>
    public void Execute()
    {
        Forward();
        var signature = _cell.Signature;
        List<CheckedTensor> tensors = [.. signature.Outputs.Select((info, i) => new CheckedTensor(TensorKind.Output, info.Name, Widen(_y[i])))];
        tensors.AddRange(signature.States.Select(info => new CheckedTensor(TensorKind.FinalState, info.Name, Widen(_state[info.Name]))));
        if (signature.Losses.Count > 0)
            tensors.Add(new CheckedTensor(TensorKind.Loss, string.Join(" + ", signature.Losses), [_workspace.Loss]));

        var (dState, gradients) = (_cell.CreateState(_workspace.Batch), _cell.CreateGradients());
        foreach (var (name, weights) in _data.FinalWeights)
            Narrow(weights).CopyTo(dState[name]);
        T[][] dy = [.. _data.OutputWeights.Select(Narrow)], dx = [.. _data.X.Select((x, i) => new T[signature.Inputs[i].HasGradient ? x.Length : 0])];
        _cell.Backward(_workspace, Arrays.Reads(dy), Arrays.Writes(dx), dState, gradients);

        foreach (var (name, values) in _parameters)
        {
            var gradient = new T[values.Length];
            gradients.Read(name, gradient);
            tensors.Add(new CheckedTensor(_starts.Contains(name) ? TensorKind.LearnedStart : TensorKind.Parameter, name, Widen(gradient), new CheckedArgument(values, changed => _cell.Parameters.Write(name, Narrow(changed)))));
        }

        for (var i = 0; i < dx.Length; i++)
        {
            var at = i;
            if (signature.Inputs[i].HasGradient)
                tensors.Add(new CheckedTensor(TensorKind.Input, signature.Inputs[i].Name, Widen(dx[i]), new CheckedArgument(_data.X[i], changed => _narrowX[at] = Narrow(changed))));
        }

        tensors.AddRange(_data.Initial.Select(pair => new CheckedTensor(TensorKind.InitialState, pair.Key, Widen(dState[pair.Key]), new CheckedArgument(pair.Value, _ => { }))));
        Tensors = tensors;
    }

    /// <summary>Forwards; the losses that the definition declares + Σ w∘y + Σ w∘(final state).</summary>
    public double Loss()
    {
        Forward();
        var loss = _cell.Signature.Losses.Count > 0 ? _workspace.Loss : 0;
        for (var i = 0; i < _y.Length; i++)
            loss += Dot(_data.OutputWeights[i], _y[i]);
        foreach (var (name, weights) in _data.FinalWeights)
            loss += Dot(weights, _state[name]);
        return loss;
    }

    /// <summary>The same run for the interpreter.</summary>
    public GraphArguments Arguments() => _data.Arguments(_parameters);

    /// <summary>Sets the parameters back.</summary>
    public void Restore()
    {
        foreach (var (name, values) in _original)
            _cell.Parameters.Write(name, values);
    }

    private void Forward()
    {
        // A state counts the steps that it was carried through, and what is due or drawn at a step depends on that count: every run begins at the first.
        _state.Reset();
        foreach (var (name, values) in _data.Initial)
            Narrow(values).CopyTo(_state[name]);
        var x = default(Inputs<T>);
        for (var i = 0; i < _narrowX.Length; i++)
            x = _data.Tokens[i] is { } tokens ? x.AndTokens(tokens) : x.And(_narrowX[i]);
        _cell.Forward(_workspace, x, Arrays.Writes(_y), _state, _data.Lengths);
    }

    private static double Dot(double[] weights, ReadOnlySpan<T> values)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * double.CreateTruncating(values[i]);
        return sum;
    }

    private static T[] Narrow(double[] values) => Array.ConvertAll(values, T.CreateTruncating);

    private static double[] Widen(ReadOnlySpan<T> values)
    {
        var wide = new double[values.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = double.CreateTruncating(values[i]);
        return wide;
    }
}
