using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Counts of one gate, batch by batch.</summary>
internal sealed class GateCounts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ValueInfo gate;
    private readonly int axis;
    private readonly int steps;
    private readonly long[] open;
    private readonly long[] shut;
    private readonly double[] sums;

    public GateCounts(ValueInfo gate, CellSignature signature, Workspace<T> workspace)
    {
        this.gate = gate;
        IsOutput = signature.Outputs.Contains(gate);
        axis = signature.Axes.ToList().IndexOf(gate.Axis!);
        steps = workspace.StepsAlong(gate.Axis!);
        Values = new T[steps * workspace.Batch * gate.Features];
        (open, shut, sums) = (new long[gate.Features], new long[gate.Features], new double[gate.Features]);
    }

    /// <summary>The name of the tap or output.</summary>
    public string Name => gate.Name;

    /// <summary>Whether a run writes it to <see cref="Values"/>, as an output; a tap is read afterwards.</summary>
    public bool IsOutput { get; }

    /// <summary>The values of a batch, [T, B, F].</summary>
    public T[] Values { get; }

    /// <summary>Steps counted, of all rows.</summary>
    public long Steps { get; private set; }

    /// <summary>What the counts come to.</summary>
    public GateStatistics Statistics =>
        new(Name, [.. open.Select((count, unit) => new GateUnit((double)count / Steps, (double)shut[unit] / Steps, sums[unit] / Steps))]);

    /// <summary>Counts the batch that was run last.</summary>
    /// <param name="workspace">What it was run in.</param>
    /// <param name="lengths">The lengths of its sequences.</param>
    public void Add(Workspace<T> workspace, Lengths lengths)
    {
        if (!IsOutput)
            workspace.ReadTap(Name, Values);
        var (above, below) = (T.CreateSaturating(GateStatistics.OpenAbove), T.CreateSaturating(GateStatistics.ShutBelow));
        for (var row = 0; row < workspace.Batch; row++)
        {
            var length = lengths[axis].IsEmpty ? steps : lengths[axis][row];
            Steps += length;
            for (var step = 0; step < length; step++)
            {
                var values = Values.AsSpan(((step * workspace.Batch) + row) * gate.Features, gate.Features);
                for (var unit = 0; unit < values.Length; unit++)
                {
                    if (values[unit] > above)
                        open[unit]++;
                    else if (values[unit] < below)
                        shut[unit]++;
                    sums[unit] += double.CreateTruncating(values[unit]);
                }
            }
        }
    }
}
