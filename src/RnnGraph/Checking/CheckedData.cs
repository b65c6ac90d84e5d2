using System.Numerics;
using RnnGraph.Interpreting;

namespace RnnGraph.Checking;

/// <summary>
/// What a checked run is given, drawn at random: steps and lengths along each axis, values or tokens for each input, initial states, and the weights of outputs and final states
/// in the loss. Without initial states, what starts from 0 starts from that, and what learns its start from that. All values are exact in the kernel's precision, so that kernel and interpreter get the same numbers.
/// </summary>
internal sealed class CheckedData<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CellSignature _signature;
    private readonly GradientCheckOptions _options;
    private readonly Random _random;
    private readonly int[] _steps;
    private readonly int[][] _lengths;

    public CheckedData(CellSignature signature, GradientCheckOptions options, Random random, bool givesStates)
    {
        (_signature, _options, _random) = (signature, options, random);

        // Along each axis another number of steps; along every other one the last row is the longest.
        _steps = [.. signature.Axes.Select((_, axis) => options.Steps + axis)];
        _lengths = [.. _steps.Select((steps, axis) => Ragged(steps, axis))];
        foreach (var info in signature.Inputs)
        {
            Tokens.Add(info.Vocabulary > 0 ? [.. Enumerable.Range(0, Rows(info)).Select(_ => random.Next(info.Vocabulary))] : null);
            X.Add(info.Vocabulary > 0 ? [] : Draw(Rows(info) * info.Features, 1));
        }

        foreach (var info in signature.Outputs)
            OutputWeights.Add(Draw(Rows(info) * info.Features, 1));
        foreach (var info in signature.States)
        {
            if (givesStates)
                Initial[info.Name] = Draw(options.Batch * info.Features, 0.5);
            FinalWeights[info.Name] = Draw(options.Batch * info.Features, 1);
        }
    }

    /// <summary>The values of each input; none for tokens.</summary>
    public List<double[]> X { get; } = [];

    /// <summary>The tokens of each input; null for values.</summary>
    public List<int[]?> Tokens { get; } = [];

    /// <summary>∂L/∂ each output.</summary>
    public List<double[]> OutputWeights { get; } = [];

    /// <summary>States before the first step; none where the run gives none.</summary>
    public Dictionary<string, double[]> Initial { get; } = new(StringComparer.Ordinal);

    /// <summary>∂L/∂ every final state.</summary>
    public Dictionary<string, double[]> FinalWeights { get; } = new(StringComparer.Ordinal);

    /// <summary>The steps along each axis.</summary>
    public Steps Steps => new(_steps);

    /// <summary>The lengths along each axis.</summary>
    public Lengths Lengths => new(Along(0), Along(1), Along(2), Along(3));

    /// <summary>What a run with random ops draws from.</summary>
    public ulong Seed => (ulong)_options.Seed;

    /// <summary>Numbers in ±<paramref name="range"/>.</summary>
    public double[] Draw(int count, double range) => [.. Enumerable.Range(0, count).Select(_ => Rounded(((2 * _random.NextDouble()) - 1) * range))];

    /// <summary>The nearest number of the kernel's precision.</summary>
    public static double Rounded(double value) => double.CreateTruncating(T.CreateTruncating(value));

    /// <summary>The same run for the interpreter.</summary>
    public GraphArguments Arguments(IReadOnlyDictionary<string, double[]> parameters)
    {
        var arguments = new GraphArguments(_options.Steps, _options.Batch) { Seed = Seed, Mode = Mode.Train };
        for (var axis = 0; axis < _steps.Length; axis++)
            arguments.SetAxis(_signature.Axes[axis], _steps[axis], _lengths[axis]);
        for (var i = 0; i < X.Count; i++)
        {
            var name = _signature.Inputs[i].Name;
            if (Tokens[i] is { } tokens)
                arguments.Tokens[name] = tokens;
            else
                arguments.Inputs[name] = X[i];
        }

        for (var i = 0; i < OutputWeights.Count; i++)
        {
            var output = _signature.Outputs[i];
            (output.Axis is null ? arguments.Given : arguments.Inputs)["d." + output.Name] = OutputWeights[i];
        }

        foreach (var (name, values) in Initial)
            arguments.Given[name] = values;
        foreach (var (name, weights) in FinalWeights)
            arguments.Given["d." + name] = weights;
        foreach (var (name, values) in parameters)
            arguments.Parameters[name] = values;
        return arguments;
    }

    private int[] Ragged(int steps, int axis)
    {
        var falling = Enumerable.Range(0, _options.Batch).Select(row => Math.Max(Math.Min(1, steps), steps - row));
        return [.. axis % 2 == 0 ? falling : falling.Reverse()];
    }

    private int Rows(ValueInfo info) => info.Axis is null ? _options.Batch : _options.Batch * _steps[_signature.Axes.ToList().IndexOf(info.Axis)];

    private int[] Along(int axis) => axis < _lengths.Length ? _lengths[axis] : [];
}
