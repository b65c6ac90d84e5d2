using System.Numerics;
using RnnGraph.Runtime;
using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>Batches whose rows have lengths of their own, in any order: what has ended isn't computed, and every row goes its way as if it were alone.</summary>
public sealed class RaggedTests
{
    private const int Steps = 13;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(5, 2)]
    [InlineData(37, 1)]
    [InlineData(37, 3)]
    public void Every_row_has_the_bits_that_it_has_alone(int batch, int threads)
    {
        Compare(new Lstm(5, 19), batch, threads, Mode.Train);
        Compare(new Gru(5, 19), batch, threads, Mode.Train);

        // Evaluation takes a few steps at a time: rows end in chunks before the last.
        Compare(new Lstm(5, 600), batch, threads, Mode.Evaluate);
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(33, 2)]
    public void What_has_ended_is_not_computed(int batch, int threads)
    {
        WorkspaceFill.WithNaN = true;
        try
        {
            var cell = new Lstm(5, 19);
            var run = new CellRun<float>(cell, Steps, batch, ragged: true);
            var workspace = cell.CreateWorkspace(Steps, batch, threads: threads);
            run.Forward(workspace).Backward(workspace);
            var lengths = run.Lengths.OrderDescending().ToArray();
            var (own, beyond) = (0, 0);
            for (var slot = 0; slot < workspace.Tables.Slots.Length; slot++)
            {
                var table = workspace.Tables.Slots[slot];
                if (table.WindowIn(Mode.Train) is not (Window.Steps or Window.StepsPlusOne or Window.External))
                    continue;
                for (var t = 0; t < Steps; t++)
                {
                    // What is carried after a row's last step stands behind it.
                    var after = table.WindowIn(Mode.Train) == Window.StepsPlusOne ? 1 : 0;
                    for (var row = 0; row < batch; row++)
                    {
                        var isNaN = float.IsNaN(First(workspace, slot, t, row));
                        Assert.Equal(t >= lengths[row] + after, isNaN);
                        own += isNaN ? 0 : 1;
                        beyond += isNaN ? 1 : 0;
                    }
                }
            }

            Assert.True(own > 100 && beyond > 100);
        }
        finally
        {
            WorkspaceFill.WithNaN = false;
        }
    }

    [Fact]
    public void Threads_take_rows_with_about_as_many_steps()
    {
        var lengths = Enumerable.Range(0, 64).Select(row => 64 - row).ToArray();
        var (order, axis) = (new RowOrder(64), new AxisRun(64, 64));
        order.Set([axis], lengths);
        axis.SetLengths(lengths, order);
        var parts = Enumerable.Range(0, 2).Select(thread => RowChunks.Of(64, [axis], thread, 2)).ToArray();
        Assert.Equal([(0, 16), (16, 64)], parts);

        axis.SetLengths([], order);
        Assert.Equal([(0, 32), (32, 64)], Enumerable.Range(0, 2).Select(thread => RowChunks.Of(64, [axis], thread, 2)));
    }

    [Fact]
    public void Rows_of_equal_length_keep_their_order_and_a_full_run_has_the_callers()
    {
        var axes = new[] { new AxisRun(9, 5), new AxisRun(4, 5) };
        var order = new RowOrder(5);
        Assert.Equal([1, 3, 0, 2, 4], Set([3, 9, 3, 9, 0], default));
        Assert.Equal([0, 1, 2, 3, 4], Set(default, default));

        // The axis with the most to save decides.
        Assert.Equal([4, 3, 2, 1, 0], Set([9, 9, 9, 9, 8], [0, 1, 2, 3, 4]));
        axes[0].SetLengths([9, 9, 9, 9, 8], order);
        Assert.True(axes[0].HasHeldRows);
        Assert.True(axes[0].IsComputed(0, 8));
        Assert.False(axes[0].Has(0, 8));
        Assert.Equal([9, 9, 9, 9, 9], Enumerable.Range(0, 5).Select(axes[0].EndOf));

        unsafe int Row(int row) => order.CallerRows[row];

        int[] Set(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
        {
            order.Set(axes, new Lengths(first, second));
            return [.. Enumerable.Range(0, 5).Select(Row)];
        }
    }

    private static void Compare<T>(RecurrentCell<T> cell, int batch, int threads, Mode mode)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (input, hidden) = (cell.Signature.Inputs[0].Features, cell.Signature.Outputs[0].Features);
        var run = new CellRun<T>(cell, Steps, batch, ragged: true);
        var together = cell.CreateWorkspace(Steps, batch, mode, threads);
        run.Forward(together);
        if (mode == Mode.Train)
            run.Backward(together);
        for (var row = 0; row < batch; row++)
        {
            var steps = run.Lengths[row];
            var (y, dx) = (new T[steps * hidden], new T[steps * input]);
            var state = cell.CreateState(1);
            foreach (var (name, values) in run.Initial)
                values.AsSpan(row * (values.Length / batch), values.Length / batch).CopyTo(state[name]);
            var alone = cell.CreateWorkspace(steps, 1, mode);
            cell.Forward(alone, Of(run.X, row, input), y, state);
            Assert.Equal(Of(run.Y, row, hidden), y);
            AssertState(run.Final, state);
            if (mode != Mode.Train)
                continue;
            foreach (var (name, values) in run.FinalGradient)
                values.AsSpan(row * (values.Length / batch), values.Length / batch).CopyTo(state[name]);
            cell.Backward(alone, Of(run.Dy, row, hidden), dx, state, cell.CreateGradients());
            Assert.Equal(Of(run.Dx, row, input), dx);
            AssertState(run.InitialGradient, state);

            void AssertState(Dictionary<string, T[]> expected, CellState<T> found)
            {
                foreach (var (name, values) in expected)
                {
                    var own = found[name].ToArray();
                    Assert.Equal(values.AsSpan(row * own.Length, own.Length).ToArray(), own);
                }
            }

            // A row's own steps, one after another.
            T[] Of(T[] values, int own, int features) => [.. Enumerable.Range(0, steps).SelectMany(t => values[(((t * batch) + own) * features)..(((t * batch) + own + 1) * features)])];
        }
    }

    private static unsafe float First(Workspace<float> workspace, int slot, int t, int row)
    {
        ref var address = ref workspace.Memory.Addresses[slot];
        return address.At(t)[row * address.RowStride];
    }
}
