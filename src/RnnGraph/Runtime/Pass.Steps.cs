using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <content>What depends on the step's place in its sequence, and what is drawn.</content>
public unsafe ref partial struct Pass<T>
{
    /// <summary>Whether the place of step <paramref name="t"/> in its sequence is a multiple of a period.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsDue(int t, int every)
    {
        VaryList();
        return (_firstStep + t) % every == 0;
    }

    /// <summary>The first step of this pass that is due.</summary>
    public readonly int FirstDue(int every)
    {
        VaryList();
        var late = (int)((_firstStep + Begin) % every);
        return late == 0 ? Begin : Begin + every - late;
    }

    /// <summary>The gradient of a pack over the steps that are due and all rows; every thread computes some of its panels.</summary>
    public void WeightGradient(int weightGradient, int every)
    {
        SplitByPanels();
        var table = _tables.WeightGradients[weightGradient];
        ref var left = ref _slots[table.Left.Slot];
        ref var delta = ref _slots[table.Right.Slot];
        var begin = FirstDue(every);
        var (first, end) = PanelsOf(table.PackPanels, 1);
        var gradient = _workspace.GradientPointer + table.PackOffset;
        for (int t = begin, steps; t < End; t += steps * every)
        {
            var rows = RowsOfAll(t);
            var deltas = delta.At(t + table.Right.Offset);
            steps = 1;
            if (left.Tokens != null)
            {
                TokenRows.Scatter(table, gradient, TokenRows.PackPanel<T>(table), left.Tokens + ((nint)t * left.TokenStride), deltas, delta.RowStride, delta.PanelStride, rows, first, end);
                continue;
            }

            while (t + (steps * every) < End && RowsOfAll(t + (steps * every)) == rows)
                steps++;
            GradientProduct.Run(
                table, gradient, new StepRows<T>(left.At(t + table.Left.Offset), left.RowStride, every * left.StepStride),
                new StepRows<T>(deltas, delta.RowStride, every * delta.StepStride), delta.PanelStride, rows, steps, first, end);
        }
    }

    /// <summary>Draws the numbers of every row at step <paramref name="t"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(int draw, int t)
    {
        SplitByRows();
        if (IsBystander)
            return;
        var table = _tables.Draws[draw];
        ref var target = ref _slots[table.Target.Slot];
        var to = RowsOf(table.Target, t) + (table.Target.Gate * Vector<T>.Count);
        var features = _tables.Slots[table.Target.Slot].Features;
        var numbers = table.Numbers;
        if (_workspace.Mode == Mode.Evaluate)
        {
            RowFill.Fill(to, target.RowStride, target.PanelStride, RowsAt(t), features, T.CreateTruncating(numbers[^1]));
            return;
        }

        var step = table.PerSequence ? CounterDraw.Once : _firstStep + t;
        for (int row = _firstRow, end = row + RowsAt(t); row < end; row++, to += target.RowStride)
        {
            var key = CounterDraw.KeyOf(_workspace.Seed, table.Stream, step, _workspace.RowOrder.CallerRows[row]);
            if (table.Kind == DrawKind.Bernoulli)
                CounterDraw.Bernoulli(key, numbers[0], numbers[1], numbers[2], to, target.PanelStride, features);
            else
                CounterDraw.Normal(key, numbers[0], to, target.PanelStride, features);
        }
    }

    /// <summary>Draws the numbers of every row at every step.</summary>
    public void Draw(int draw)
    {
        for (var t = Begin; t < End; t++)
            Draw(draw, t);
    }

    /// <summary>Adds the gradient of an initial state to a total, unless the caller gave that state.</summary>
    public void TotalStart(int startTotal)
    {
        SplitByRows();
        if (_workspace.IsStartGiven || IsBystander || !_workspace.Memory.Segments.IsFirst)
            return;
        var plan = _tables.StartTotals[startTotal];
        ref var gradient = ref _slots[plan.Gradient];
        ref var total = ref _slots[plan.Total.Slot];
        for (var row = _firstRow; row < _endRow; row++)
        {
            var from = gradient.At(0) + (row * gradient.RowStride);
            var to = total.Base + (row / RowChunks.Rows * total.RowStride) + (plan.Total.Gate * Vector<T>.Count);
            for (var panel = 0; panel < total.Panels; panel++, from += gradient.PanelStride, to += total.PanelStride)
                (Vector.Load(to) + Vector.Load(from)).Store(to);
        }
    }
}
