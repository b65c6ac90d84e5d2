using System.Numerics;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <summary>A training run's own parameters: those of the cell with noise on some, drawn once for the run.</summary>
internal sealed unsafe class NoisyParameters<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterSet<T> _clean;
    private readonly WeightNoisePlan[] _plans;
    private readonly ParameterInfo[] _noisy;
    private readonly T[][] _values;
    private readonly AlignedArray<T> _row;
    private (long Version, ulong Seed) _drawn;

    public NoisyParameters(CellPlan plan, ParameterSet<T> clean)
    {
        _clean = clean;
        _plans = [.. plan.WeightNoises];
        _noisy = [.. _plans.Select(noise => clean.Layout.Find(noise.Parameter))];
        _values = [.. _noisy.Select(parameter => new T[parameter.Shape.Aggregate(1, (product, size) => product * size)])];
        _row = new AlignedArray<T>(_noisy.Max(parameter => Panel<T>.Padded(parameter.Shape[^1])));
        Parameters = new ParameterSet<T>(plan);
    }

    /// <summary>The parameters to run with.</summary>
    public ParameterSet<T> Parameters { get; }

    /// <summary>Draws the noise of a run; returns whether anything changed since the run before.</summary>
    public bool Draw(ulong seed)
    {
        if (_drawn == (_clean.Version, seed))
            return false;
        _drawn = (_clean.Version, seed);
        Parameters.Update(this, static (values, noise) => noise._clean.Values.CopyTo(values));
        for (var i = 0; i < _plans.Length; i++)
            Add(i, seed);
        return true;
    }

    private void Add(int index, ulong seed)
    {
        var (plan, values, columns) = (_plans[index], _values[index], _noisy[index].Shape[^1]);
        _clean.Read(plan.Parameter, values);
        for (var row = 0; row * columns < values.Length; row++)
        {
            CounterDraw.Normal(CounterDraw.KeyOf(seed, plan.Stream, CounterDraw.Once, row), plan.Deviation, _row.Pointer, Panel<T>.Lanes, columns);
            for (var column = 0; column < columns; column++)
                values[(row * columns) + column] += _row.Pointer[column];
        }

        Parameters.Write(plan.Parameter, values);
    }
}
