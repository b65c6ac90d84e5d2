using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnGraph.Runtime;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph;

/// <content>Step by step: what <see cref="IStreaming{T}"/> asks of a causal model.</content>
public abstract unsafe partial class Recurrent<T>
{
    /// <summary>Whether states of this model can be stepped.</summary>
    internal virtual bool IsCausal => false;

    private protected void StreamStep(Inputs<T> x, Outputs<T> y, CellState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Stream(x, y, state, 1);
    }

    /// <summary>One step with one input of values and one output. A single row goes straight to its place; anything else, and whatever is wrong, goes the general way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected void StreamStep(ReadOnlySpan<T> x, Span<T> y, CellState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Row is not { } row || state.Cell != this || x.Length != row.Inputs || y.Length != row.Outputs)
        {
            StreamOther(x, y, state);
            return;
        }

        if (row.Workspace.DerivedVersion != Parameters.Version)
            RefreshDerived(row.Workspace);
        StreamRow(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y), state, row);
    }

    // By itself, as room for eight inputs and outputs would be cleared in every call of a method that converts to them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StreamOther(ReadOnlySpan<T> x, Span<T> y, CellState<T> state) => Stream(x, y, state, 1);

    /// <inheritdoc cref="StreamStep(ReadOnlySpan{T}, Span{T}, CellState{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected void StreamSteps(ReadOnlySpan<T> x, Span<T> y, CellState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Row is not { Inputs: > 0 } row || state.Cell != this || x.Length % row.Inputs != 0 || y.Length != x.Length / row.Inputs * row.Outputs)
        {
            StreamSteps((Inputs<T>)x, y, state);
            return;
        }

        RefreshDerived(row.Workspace);
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        for (nint i = 0, j = 0; i < x.Length; i += row.Inputs, j += row.Outputs)
            StreamRow(ref Unsafe.Add(ref from, i), ref Unsafe.Add(ref to, j), state, row);
    }

    private protected void StreamSteps(Inputs<T> x, Outputs<T> y, CellState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var inputs = Tables.Inputs;
        Check.Count(x.Count, Signature.Inputs, nameof(x), "Inputs");
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Axis == SlotPlan.Once || IsLeftOut(x, i))
                continue;
            var perStep = x[i].IsTokens ? state.Batch : state.Batch * inputs[i].Features;
            var given = x[i].IsTokens ? x[i].Tokens.Length : x[i].Values.Length;
            if (given % perStep != 0)
                throw new ArgumentException($"Input '{inputs[i].Name}' has {perStep} values per step; {given} aren't whole steps.", nameof(x));
            Stream(x, y, state, given / perStep);
            return;
        }

        throw new ArgumentException($"No input of {Signature.Name} has steps, so that there's nothing to tell their number from; call Step.", nameof(x));
    }

    private protected void PrepareSteps()
    {
        var state = CreateState(1);
        var inputs = Tables.Inputs;
        var x = default(Inputs<T>);
        foreach (var input in inputs)
            x = input.IsTarget ? x.And([]) : input.Vocabulary > 0 ? x.AndTokens(new int[1]) : x.And(new T[input.Features]);
        var y = Tables.Outputs.Select(output => new T[output.Features]).ToArray();
        var outputs = default(Outputs<T>);
        foreach (var output in y)
            outputs = outputs.And(output);
        for (var i = 0; i < 2; i++)
        {
            StreamStep(x, outputs, state);
            if (inputs.Any(input => input.Axis != SlotPlan.Once))
                StreamSteps(x, outputs, state);
        }

        if (inputs.Length == 1 && y.Length == 1)
            PrepareConversions(y[0], state);
        foreach (var info in Tables.States)
            state[info.Name].Clear();
        state.Clone().Reset();
    }

    /// <summary>A model of one input and one output is mostly stepped with plain arrays or spans.</summary>
    private void PrepareConversions(T[] y, CellState<T> state)
    {
        var input = Tables.Inputs[0];
        if (input.Vocabulary == 0)
        {
            var x = new T[input.Features];
            StreamStep(x, y, state);
            StreamStep(x.AsSpan(), y.AsSpan(), state);
            StreamStep((ReadOnlySpan<T>)x, y, state);
        }

        if (input.Vocabulary == 0 && input.Slot >= 0 && Tables.Slots[input.Slot].IsElementwise)
            return;
        StreamStep(new int[1], y, state);
        StreamStep((ReadOnlySpan<int>)[0], y, state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StreamRow(ref T x, ref T y, CellState<T> state, RowPlan<T> row)
    {
        var t = state.Enter();
        var step = row.Steps + t;
        RowCopy.Plain(ref x, ref *step->Input, row.Inputs);
        StepRow(state, row, step, t);
        RowCopy.Plain(ref *step->Output, ref y, row.Outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StepRow(CellState<T> state, RowPlan<T> row, RowStep<T>* step, int t)
    {
        var first = state.StepsDone - t;
        if (row.CountsSteps)
            row.Workspace.Memory.FillSteps(first, t, t + 1);
        if (!step->IsKept)
            ListRow(row, step, first);
        step->Run();
        state.Advance();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ListRow(RowPlan<T> row, RowStep<T>* step, long firstStep)
    {
        row.Workspace.FirstStep = firstStep;
        step->Begin();
        var pass = new Pass<T>(row, step);
        Forward(ref pass);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Stream(Inputs<T> x, Outputs<T> y, CellState<T> state, int steps)
    {
        RequireOwn(state, state.Batch, nameof(state));
        for (var i = 0; i < y.Count; i++)
            RequireOutput(y, i, AxisOf(Tables.Outputs, i) == SlotPlan.Once ? Check.Once : steps, state.Batch);
        var scratch = state.Scratch!;
        Check.Count(x.Count, Signature.Inputs, nameof(x), "Inputs");
        for (var i = 0; i < x.Count; i++)
        {
            if (!IsLeftOut(x, i))
                RequireInput(x, i, Tables.Inputs[i].Axis == SlotPlan.Once ? Check.Once : steps, state.Batch, lengths: default);
        }

        var row = state.Row;
        for (var i = 0; i < x.Count; i++)
            row = x[i].IsTokens ? null : row;
        RefreshDerived(scratch);
        fixed (T* x0 = x[0].Values, x1 = x[1].Values, x2 = x[2].Values, x3 = x[3].Values, x4 = x[4].Values, x5 = x[5].Values, x6 = x[6].Values, x7 = x[7].Values)
        fixed (int* k0 = x[0].Tokens, k1 = x[1].Tokens, k2 = x[2].Tokens, k3 = x[3].Tokens, k4 = x[4].Tokens, k5 = x[5].Tokens, k6 = x[6].Tokens, k7 = x[7].Tokens)
        fixed (T* y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3], y4 = y[4], y5 = y[5], y6 = y[6], y7 = y[7])
        {
            var values = stackalloc T*[] { x0, x1, x2, x3, x4, x5, x6, x7 };
            var tokens = stackalloc int*[] { k0, k1, k2, k3, k4, k5, k6, k7 };
            var outputs = stackalloc T*[] { y0, y1, y2, y3, y4, y5, y6, y7 };
            for (var step = 0; step < steps; step++)
                StreamOne(values, tokens, outputs, state, scratch, row, step);
        }

        // The caller's tokens are his again.
        foreach (var input in Tables.Inputs)
        {
            if (input.Slot >= 0)
                scratch.Memory.Addresses[input.Slot].Tokens = null;
            if (input.OneHot >= 0)
                scratch.Memory.Addresses[input.OneHot].Tokens = null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StreamOne(T** values, int** tokens, T** outputs, CellState<T> state, Workspace<T> scratch, RowPlan<T>? row, int step)
    {
        var t = state.Enter();
        for (var i = 0; i < Tables.Inputs.Length; i++)
        {
            // What each row has once is read in every step, and stands at step 0.
            var input = Tables.Inputs[i];
            var (from, to, begin) = input.Axis == SlotPlan.Once ? (0, 0, 0) : (step, step - t, t);
            if (values[i] != null && input.Slot >= 0)
                Transfer.Import(scratch, input.Slot, input.Features, values[i] + ((nint)from * state.Batch * input.Features), begin, begin + 1, 0, state.Batch);
            if (tokens[i] == null)
                continue;
            if (input.Vocabulary == 0)
            {
                scratch.Memory.Addresses[input.Slot].Tokens = tokens[i] + ((nint)to * state.Batch);
                continue;
            }

            if (input.OneHot >= 0)
                scratch.Memory.Addresses[input.OneHot].Tokens = tokens[i] + ((nint)to * state.Batch);
            if (input.Slot >= 0)
                Transfer.ImportTokens(scratch, input.Slot, tokens[i] + ((nint)from * state.Batch), begin, begin + 1, 0, state.Batch);
        }

        if (row != null)
        {
            StepRow(state, row, row.Steps + t, t);
        }
        else
        {
            scratch.FirstStep = state.StepsDone - t;
            scratch.Memory.FillSteps(scratch.FirstStep, t, t + 1);
            var pass = new Pass<T>(scratch, 0, t, t + 1, 0, state.Batch);
            Forward(ref pass);
            state.Advance();
        }

        for (var i = 0; i < Tables.Outputs.Length; i++)
        {
            var output = Tables.Outputs[i];
            var (to, begin) = AxisOf(Tables.Outputs, i) == SlotPlan.Once ? (0, 0) : (step, t);
            if (outputs[i] != null)
                Transfer.Export(scratch, output.Source, output.Features, outputs[i] + ((nint)to * state.Batch * output.Features), begin, begin + 1, 0, state.Batch);
        }
    }

    private bool IsLeftOut(Inputs<T> x, int i) => Tables.Inputs[i].IsTarget && x[i].Values.IsEmpty && x[i].Tokens.IsEmpty;
}
