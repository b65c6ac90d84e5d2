using RnnGraph.Runtime;

namespace RnnGraph;

/// <content>Runs over the steps of a workspace, and their arguments.</content>
public abstract unsafe partial class RecurrentCell<T>
{
    /// <inheritdoc/>
    public void Forward(Workspace<T> workspace, Inputs<T> x, Outputs<T> y, CellState<T>? state = null, ReadOnlySpan<int> lengths = default)
    {
        RequireOwn(workspace);
        RequireOwn(state, workspace.Batch, nameof(state));
        RequireOutputs(y, workspace.Steps, workspace.Batch);
        Check.Lengths(lengths, workspace.Steps, workspace.Batch);
        workspace.Run.Begin();
        try
        {
            BindInputs(workspace, x, workspace.Steps);
            workspace.SetLengths(lengths);
            state?.Settle();
            fixed (T* x0 = x[0].Values, x1 = x[1].Values, x2 = x[2].Values, x3 = x[3].Values)
            fixed (T* y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3])
            {
                SetArrays(workspace.Run, x0, x1, x2, x3, y0, y1, y2, y3);
                workspace.Run.Forward(state);
            }
        }
        finally
        {
            workspace.Run.End();
        }
    }

    /// <inheritdoc/>
    public void Backward(Workspace<T> workspace, Inputs<T> dy, Outputs<T> dx, CellState<T>? dState, Gradients<T> gradients)
    {
        RequireOwn(workspace);
        ArgumentNullException.ThrowIfNull(gradients);
        if (workspace.Mode != Mode.Train)
            throw new ArgumentException("A backward run needs a workspace made with Mode.Train; this one was made with Mode.Evaluate.", nameof(workspace));
        workspace.Run.RequireForward();
        workspace.Run.RequireSameParameters();
        RequireOwn(dState, workspace.Batch, nameof(dState));
        if (gradients.Layout != Parameters.Layout)
            throw new ArgumentException($"The gradients are of another cell ({gradients.Layout.Cell}) than this one ({Signature.Name}).", nameof(gradients));
        RequireOutputGradients(dy, workspace);
        workspace.Run.Begin();
        try
        {
            BindInputGradients(dx, workspace);
            dState?.Settle();
            fixed (T* dy0 = dy[0].Values, dy1 = dy[1].Values, dy2 = dy[2].Values, dy3 = dy[3].Values)
            fixed (T* dx0 = dx[0], dx1 = dx[1], dx2 = dx[2], dx3 = dx[3])
            {
                SetArrays(workspace.Run, dy0, dy1, dy2, dy3, dx0, dx1, dx2, dx3);
                workspace.Run.Backward(dState, gradients);
            }
        }
        finally
        {
            workspace.Run.End();
        }
    }

    private static void SetArrays(SequenceRun<T> run, T* read0, T* read1, T* read2, T* read3, T* write0, T* write1, T* write2, T* write3)
    {
        run.Reads(0, read0);
        run.Reads(1, read1);
        run.Reads(2, read2);
        run.Reads(3, read3);
        run.Writes(0, write0);
        run.Writes(1, write1);
        run.Writes(2, write2);
        run.Writes(3, write3);
    }

    private void RequireOwn(Workspace<T> workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Cell != this)
            throw new ArgumentException($"The workspace was made by another cell ({workspace.Cell.Signature.Name}); make it with this one's ({Signature.Name}) CreateWorkspace.", nameof(workspace));
    }

    private void RequireOwn(CellState<T>? state, int batch, string argument)
    {
        if (state == null)
            return;
        if (state.Cell != this)
            throw new ArgumentException($"The state was made by another cell ({state.Cell.Signature.Name}); make it with this one's ({Signature.Name}) CreateState.", argument);
        if (state.Batch != batch)
            throw new ArgumentException($"The run has {batch} rows; the state has {state.Batch}.", argument);
    }

    private void RequireOutputs(Outputs<T> y, int steps, int batch)
    {
        var outputs = Tables.Outputs;
        if (y.Count == 0)
            return;
        Check.Count(y.Count, outputs.Length, nameof(y), "Output arrays");
        for (var i = 0; i < y.Count; i++)
        {
            if (!y[i].IsEmpty)
                Check.Length(y[i].Length, steps, batch, outputs[i].Features, nameof(y), "Output", outputs[i].Name);
        }
    }

    private void RequireOutputGradients(Inputs<T> dy, Workspace<T> workspace)
    {
        var outputs = Tables.Outputs;
        if (dy.Count == 0)
            return;
        Check.Count(dy.Count, outputs.Length, nameof(dy), "Gradients of outputs");
        for (var i = 0; i < dy.Count; i++)
        {
            if (dy[i].IsTokens)
                throw new ArgumentException($"The gradient of output '{outputs[i].Name}' can't be tokens.", nameof(dy));
            if (!dy[i].Values.IsEmpty)
                Check.Length(dy[i].Values.Length, workspace.Steps, workspace.Batch, outputs[i].Features, nameof(dy), "The gradient of output", outputs[i].Name);
        }
    }

    private void BindInputGradients(Outputs<T> dx, Workspace<T> workspace)
    {
        var inputs = Tables.Inputs;
        if (dx.Count != 0)
            Check.Count(dx.Count, inputs.Length, nameof(dx), "Gradients of inputs");
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i];
            var wanted = i < dx.Count && !dx[i].IsEmpty;
            if (wanted)
            {
                Check.Length(dx[i].Length, workspace.Steps, workspace.Batch, input.Features, nameof(dx), "The gradient of input", input.Name);
                if (!input.HasGradient || workspace.Memory.Addresses[input.Slot].Tokens != null)
                    throw new ArgumentException($"Input '{input.Name}' has no gradient in this run{(!input.HasGradient ? "" : ", as it was given as tokens")}; pass an empty span.", nameof(dx));
            }

            workspace.SetWanted(i, wanted);
        }
    }

    /// <summary>Checks the inputs of a run and points the slots of those given as tokens to them.</summary>
    private void BindInputs(Workspace<T> workspace, Inputs<T> x, int steps)
    {
        var inputs = Tables.Inputs;
        Check.Count(x.Count, inputs.Length, nameof(x), "Inputs");
        for (var i = 0; i < x.Count; i++)
        {
            var input = inputs[i];
            ref var slot = ref workspace.Memory.Addresses[input.Slot];
            if (!x[i].IsTokens)
            {
                Check.Length(x[i].Values.Length, steps, workspace.Batch, input.Features, nameof(x), "Input", input.Name);
                slot.Tokens = null;
                continue;
            }

            if (Tables.Slots[input.Slot].IsElementwise)
                throw new ArgumentException($"Input '{input.Name}' of {Signature.Name} can't be tokens, as it enters more than products.", nameof(x));
            Check.Tokens(x[i].Tokens, steps, workspace.Batch, input.Features, nameof(x), "Input", input.Name);
            slot.Tokens = workspace.KeepTokens(i, x[i].Tokens);
        }
    }
}
