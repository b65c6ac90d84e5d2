using System.Runtime.CompilerServices;
using RnnGraph.Runtime;

namespace RnnGraph;

/// <content>Step by step.</content>
public abstract unsafe partial class RecurrentCell<T>
{
    /// <inheritdoc/>
    public void Step(Inputs<T> x, Outputs<T> y, CellState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Stream(x, y, state, 1);
    }

    /// <inheritdoc/>
    public void Steps(Inputs<T> x, Outputs<T> y, CellState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var inputs = Tables.Inputs;
        Check.Count(x.Count, inputs.Length, nameof(x), "Inputs");
        var perStep = x[0].IsTokens ? state.Batch : state.Batch * inputs[0].Features;
        var given = x[0].IsTokens ? x[0].Tokens.Length : x[0].Values.Length;
        if (given % perStep != 0)
            throw new ArgumentException($"Input '{inputs[0].Name}' has {perStep} values per step; {given} aren't whole steps.", nameof(x));
        Stream(x, y, state, given / perStep);
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        var state = CreateState(1);
        var inputs = Tables.Inputs;
        var x = default(Inputs<T>);
        foreach (var input in inputs)
            x = x.And(new T[input.Features]);
        var y = Tables.Outputs.Select(output => new T[output.Features]).ToArray();
        T[] At(int i) => i < y.Length ? y[i] : [];
        var outputs = y.Length switch
        {
            1 => new Outputs<T>(At(0)),
            2 => new Outputs<T>(At(0), At(1)),
            3 => new Outputs<T>(At(0), At(1), At(2)),
            _ => new Outputs<T>(At(0), At(1), At(2), At(3)),
        };
        for (var i = 0; i < 2; i++)
        {
            Step(x, outputs, state);
            Steps(x, outputs, state);
        }

        if (inputs.Length == 1 && y.Length == 1)
            PrepareConversions(y[0], state);
        foreach (var info in Tables.States)
            state[info.Name].Clear();
        state.Clone().Reset();
    }

    /// <summary>A cell of one input and one output is mostly stepped with plain arrays or spans.</summary>
    private void PrepareConversions(T[] y, CellState<T> state)
    {
        var x = new T[Tables.Inputs[0].Features];
        Step(x, y, state);
        Step(x.AsSpan(), y.AsSpan(), state);
        Step((ReadOnlySpan<T>)x, y, state);
        if (Tables.Slots[Tables.Inputs[0].Slot].IsElementwise)
            return;
        Step(new int[1], y, state);
        Step((ReadOnlySpan<int>)[0], y, state);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Stream(Inputs<T> x, Outputs<T> y, CellState<T> state, int steps)
    {
        RequireOwn(state, state.Batch, nameof(state));
        RequireOutputs(y, steps, state.Batch);
        var scratch = state.Scratch;
        RequireInputs(x, steps, state.Batch);
        RefreshDerived(scratch);
        fixed (T* x0 = x[0].Values, x1 = x[1].Values, x2 = x[2].Values, x3 = x[3].Values)
        fixed (int* k0 = x[0].Tokens, k1 = x[1].Tokens, k2 = x[2].Tokens, k3 = x[3].Tokens)
        fixed (T* y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3])
        {
            var values = stackalloc T*[] { x0, x1, x2, x3 };
            var tokens = stackalloc int*[] { k0, k1, k2, k3 };
            var outputs = stackalloc T*[] { y0, y1, y2, y3 };
            for (var step = 0; step < steps; step++)
                StreamOne(values, tokens, outputs, state, scratch, step);
        }

        // The caller's tokens are his again.
        foreach (var input in Tables.Inputs)
            scratch.Memory.Addresses[input.Slot].Tokens = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StreamOne(T** values, int** tokens, T** outputs, CellState<T> state, Workspace<T> scratch, int step)
    {
        var t = state.Enter();
        for (var i = 0; i < Tables.Inputs.Length; i++)
        {
            var input = Tables.Inputs[i];
            if (values[i] != null)
                Transfer.Import(scratch, input.Slot, input.Features, values[i] + ((nint)step * state.Batch * input.Features), t, t + 1, 0, state.Batch);
            else
                scratch.Memory.Addresses[input.Slot].Tokens = tokens[i] + ((nint)(step - t) * state.Batch);
        }

        var pass = new Pass<T>(scratch, 0, t, t + 1, 0, state.Batch);
        Forward(ref pass);
        state.Advance();
        for (var i = 0; i < Tables.Outputs.Length; i++)
        {
            var output = Tables.Outputs[i];
            if (outputs[i] != null)
                Transfer.Export(scratch, output.Source, output.Features, outputs[i] + ((nint)step * state.Batch * output.Features), t, t + 1, 0, state.Batch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RequireInputs(Inputs<T> x, int steps, int batch)
    {
        var inputs = Tables.Inputs;
        Check.Count(x.Count, inputs.Length, nameof(x), "Inputs");
        for (var i = 0; i < x.Count; i++)
        {
            var what = inputs[i].Name;
            if (!x[i].IsTokens)
            {
                Check.Length(x[i].Values.Length, steps, batch, inputs[i].Features, nameof(x), "Input", what);
                continue;
            }

            if (Tables.Slots[inputs[i].Slot].IsElementwise)
                throw new ArgumentException($"Input '{what}' of {Signature.Name} can't be tokens, as it enters more than products.", nameof(x));
            Check.Tokens(x[i].Tokens, steps, batch, inputs[i].Features, nameof(x), "Input", what);
        }
    }
}
