using System.Numerics;

namespace RnnGraph.Runtime;

/// <summary>
/// The losses of a run as means over the rows that count. Each row adds up its own values in the order of its steps, and the rows are added in order, so that
/// the sum has the same bits whatever the number of threads.
/// </summary>
internal sealed unsafe class LossMeans<T>(Workspace<T> workspace)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[][] _ofRow = [.. workspace.Tables.Losses.Select(_ => new double[workspace.Batch])];
    private readonly double[] _means = new double[workspace.Tables.Losses.Length];

    /// <summary>Whether the last forward run was given targets, or the network needs none.</summary>
    public bool AreComputed { get; private set; }

    /// <summary>A run starts.</summary>
    public void Clear()
    {
        AreComputed = false;
        foreach (var rows in _ofRow)
            rows.AsSpan().Clear();
    }

    /// <summary>Adds what some rows lost in some steps along the first axis; what has another axis, or none, is added with the last of them.</summary>
    public void Add(int begin, int end, int firstRow, int endRow)
    {
        for (var i = 0; i < _ofRow.Length; i++)
        {
            var source = workspace.Tables.Losses[i].Source;
            var axis = workspace.Tables.Slots[source.Slot].Plan.Axis;
            var run = workspace.Along(axis);
            ref var slot = ref workspace.Memory.Addresses[source.Slot];
            var (from, to) = axis == 0 ? (begin, end) : end == workspace.Steps ? (0, run.Steps) : (0, 0);
            for (var t = from; t < to; t++)
            {
                var values = slot.At(t + source.Offset) + (source.Gate * Vector<T>.Count);
                for (var row = firstRow; row < endRow; row++)
                {
                    if (run.Has(row, t) && Counts(i, row))
                        _ofRow[i][workspace.RowOrder.CallerRows[row]] += double.CreateTruncating(values[row * slot.RowStride]);
                }
            }
        }
    }

    /// <summary>A run has ended: takes the means.</summary>
    public void Finish()
    {
        for (var i = 0; i < _means.Length; i++)
        {
            var sum = 0.0;
            foreach (var row in _ofRow[i])
                sum += row;
            var count = Count(i);
            _means[i] = count == 0 ? 0 : sum / count;
        }

        AreComputed = true;
    }

    public double Sum()
    {
        Require();
        var sum = 0.0;
        foreach (var mean in _means)
            sum += mean;
        return sum;
    }

    public double Of(string name)
    {
        Require();
        return _means[Find(name)];
    }

    /// <summary>Over how many rows, or steps of rows, the mean of the loss called <paramref name="name"/> is taken.</summary>
    public long CountOf(string name)
    {
        Require();
        return Count(Find(name));
    }

    /// <summary>Fills in the weight of each row in the mean of each loss, with which the backward run starts; 0 where no loss was computed.</summary>
    public void Seed()
    {
        for (var i = 0; i < _means.Length; i++)
        {
            var share = workspace.Tables.Losses[i].Share;
            if (share < 0)
                continue;
            ref var slot = ref workspace.Memory.Addresses[share];
            var count = Count(i);
            var weight = AreComputed && count > 0 ? T.One / T.CreateTruncating(count) : T.Zero;
            for (var row = 0; row < workspace.Batch; row++)
            {
                var to = slot.Base + (row * slot.RowStride);
                Vector<T>.Zero.Store(to);
                *to = Counts(i, row) ? weight : T.Zero;
            }
        }
    }

    private int Find(string name)
    {
        var losses = workspace.Tables.Losses;
        for (var i = 0; i < losses.Length; i++)
        {
            if (losses[i].Name == name)
                return i;
        }

        throw new ArgumentException($"{workspace.Tables.Plan.Name} has no loss '{name}'. It has: {string.Join(", ", losses.Select(loss => loss.Name))}.", nameof(name));
    }

    private void Require()
    {
        if (_means.Length == 0)
            throw new InvalidOperationException($"{workspace.Tables.Plan.Name} defines no loss.");
        if (!AreComputed)
            throw new InvalidOperationException("The workspace holds no loss: call Forward with the targets, which the network takes as inputs, first.");
    }

    /// <summary>Over how many rows, or steps of rows, the mean is taken.</summary>
    private long Count(int loss)
    {
        var plan = workspace.Tables.Losses[loss];
        var axis = workspace.Tables.Slots[plan.Source.Slot].Plan.Axis;
        long count = 0;
        for (var row = 0; row < workspace.Batch; row++)
            count += axis == SlotPlan.Once ? Counts(loss, row) ? 1 : 0 : workspace.Along(axis).LengthOf(row);
        return count;
    }

    /// <summary>Of a loss that each row has once, a row counts that has a step along an axis which the loss depends on.</summary>
    private bool Counts(int loss, int row)
    {
        var plan = workspace.Tables.Losses[loss];
        if (plan.Axes.Count == 0 || workspace.Tables.Slots[plan.Source.Slot].Plan.Axis != SlotPlan.Once)
            return true;
        for (var i = 0; i < plan.Axes.Count; i++)
        {
            if (workspace.Along(plan.Axes[i]).LengthOf(row) > 0)
                return true;
        }

        return false;
    }
}
