using System.Runtime.CompilerServices;
using RnnGraph.Runtime;

namespace RnnGraph;

/// <content>Runs over the steps of a workspace, and their arguments.</content>
public abstract unsafe partial class Recurrent<T>
{
    /// <inheritdoc/>
    public void Forward(Workspace<T> workspace, Inputs<T> x, Outputs<T> y, CellState<T>? state = null, Lengths lengths = default)
    {
        RequireOwn(workspace);
        RequireOwn(state, workspace.Batch, nameof(state));
        for (var i = 0; i < y.Count; i++)
            RequireOutput(y, i, workspace.StepsToCheck(AxisOf(Tables.Outputs, i)), workspace.Batch);
        Check.Lengths(lengths, workspace.Axes, Tables.Plan.Axes, workspace.Batch);
        workspace.Run.Begin();
        try
        {
            var withLoss = RequireInputs(workspace, x, lengths);
            workspace.SetLengths(lengths);
            BindInputs(workspace, x);
            state?.Settle();
            fixed (T* x0 = x[0].Values, x1 = x[1].Values, x2 = x[2].Values, x3 = x[3].Values)
            fixed (T* x4 = x[4].Values, x5 = x[5].Values, x6 = x[6].Values, x7 = x[7].Values)
            fixed (T* y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3], y4 = y[4], y5 = y[5], y6 = y[6], y7 = y[7])
            {
                workspace.Run.Reads(x0, x1, x2, x3, x4, x5, x6, x7);
                workspace.Run.Writes(y0, y1, y2, y3, y4, y5, y6, y7);
                workspace.Run.Forward(state, withLoss);
            }
        }
        finally
        {
            workspace.Run.End();
        }
    }

    /// <summary>
    /// Carries the derivative of the loss, with which the last forward run of a training workspace was given targets, back through that run; <paramref name="dy"/>
    /// adds what comes from elsewhere. One forward run allows one backward run.
    /// </summary>
    /// <inheritdoc cref="Backward(Workspace{T}, Inputs{T}, Outputs{T}, CellState{T}?, Gradients{T})"/>
    public void Backward(Workspace<T> workspace, Gradients<T> gradients, CellState<T>? dState = null, Inputs<T> dy = default, Outputs<T> dx = default) =>
        Backward(workspace, dy, dx, dState, gradients);

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
            throw new ArgumentException($"The gradients are of another model ({gradients.Layout.Cell}) than this one ({Signature.Name}).", nameof(gradients));
        RequireOutputGradients(dy, workspace);
        workspace.Run.Begin();
        try
        {
            BindInputGradients(dx, workspace);
            dState?.Settle();
            fixed (T* dy0 = dy[0].Values, dy1 = dy[1].Values, dy2 = dy[2].Values, dy3 = dy[3].Values)
            fixed (T* dy4 = dy[4].Values, dy5 = dy[5].Values, dy6 = dy[6].Values, dy7 = dy[7].Values)
            fixed (T* dx0 = dx[0], dx1 = dx[1], dx2 = dx[2], dx3 = dx[3], dx4 = dx[4], dx5 = dx[5], dx6 = dx[6], dx7 = dx[7])
            {
                workspace.Run.Reads(dy0, dy1, dy2, dy3, dy4, dy5, dy6, dy7);
                workspace.Run.Writes(dx0, dx1, dx2, dx3, dx4, dx5, dx6, dx7);
                workspace.Run.Backward(dState, gradients);
            }
        }
        finally
        {
            workspace.Run.End();
        }
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

    private void RequireOutput(Outputs<T> y, int i, int steps, int batch)
    {
        var outputs = Tables.Outputs;
        Check.Count(y.Count, Signature.Outputs, nameof(y), "Output arrays");
        if (!y[i].IsEmpty)
            Check.Length(y[i].Length, steps, batch, outputs[i].Features, nameof(y), "Output", outputs[i].Name);
    }

    private int AxisOf(OutputPlan[] outputs, int i) => i < outputs.Length ? Tables.Slots[outputs[i].Source.Slot].Plan.Axis : 0;

    private void RequireOutputGradients(Inputs<T> dy, Workspace<T> workspace)
    {
        var outputs = Tables.Outputs;
        if (dy.Count == 0)
            return;
        Check.Count(dy.Count, Signature.Outputs, nameof(dy), "Gradients of outputs");
        for (var i = 0; i < dy.Count; i++)
        {
            if (dy[i].IsTokens)
                throw new ArgumentException($"The gradient of output '{outputs[i].Name}' can't be tokens.", nameof(dy));
            if (!dy[i].Values.IsEmpty)
                Check.Length(dy[i].Values.Length, workspace.StepsToCheck(AxisOf(outputs, i)), workspace.Batch, outputs[i].Features, nameof(dy), "The gradient of output", outputs[i].Name);
        }
    }

    private void BindInputGradients(Outputs<T> dx, Workspace<T> workspace)
    {
        var inputs = Tables.Inputs;
        if (dx.Count != 0)
            Check.Count(dx.Count, Signature.Inputs, nameof(dx), "Gradients of inputs");
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i];
            var wanted = i < dx.Count && !dx[i].IsEmpty;
            if (wanted)
            {
                Check.Length(dx[i].Length, workspace.StepsToCheck(input.Axis), workspace.Batch, input.Features, nameof(dx), "The gradient of input", input.Name);
                if (!input.HasGradient || (input.Vocabulary == 0 && workspace.Memory.Addresses[input.Slot].Tokens != null))
                    throw new ArgumentException($"Input '{input.Name}' has no gradient in this run{(!input.HasGradient ? "" : ", as it was given as tokens")}; pass an empty span.", nameof(dx));
            }

            workspace.SetWanted(i, wanted);
        }
    }

    /// <summary>Checks the inputs of a run; returns whether the losses have all they read.</summary>
    private bool RequireInputs(Workspace<T> workspace, Inputs<T> x, Lengths lengths)
    {
        var inputs = Tables.Inputs;
        var (given, leftOut) = (0, 0);
        Check.Count(x.Count, Signature.Inputs, nameof(x), "Inputs");
        for (var i = 0; i < x.Count; i++)
        {
            var input = inputs[i];
            // Without steps there is nothing to give or to leave out, and the loss is 0.
            var steps = workspace.StepsToCheck(input.Axis);
            var own = input.Axis == SlotPlan.Once ? default : lengths[input.Axis];
            var isLeftOut = steps != 0 && IsLeftOut(x, i);
            if (!isLeftOut)
                RequireInput(x, i, steps, workspace.Batch, own);
            if (input.IsTarget && isLeftOut)
                leftOut++;
            else if (input.IsTarget && steps != 0)
                given++;
        }

        return given == 0 || leftOut == 0 ? leftOut == 0 && Tables.Losses.Length > 0 : throw new ArgumentException(
            $"Either all targets of {Signature.Name} are given or none: {string.Join(", ", inputs.Where(input => input.IsTarget).Select(input => input.Name))}.", nameof(x));
    }

    /// <summary>Points the slots of the inputs that are given as tokens to them.</summary>
    private void BindInputs(Workspace<T> workspace, Inputs<T> x)
    {
        for (var i = 0; i < x.Count; i++)
        {
            var input = Tables.Inputs[i];
            if (input.Vocabulary > 0)
            {
                var kept = workspace.KeepTokens(i, x[i].Tokens);
                if (input.OneHot >= 0)
                    workspace.Memory.Addresses[input.OneHot].Tokens = kept;
            }
            else if (input.Slot >= 0)
            {
                var isLeftOut = workspace.StepsToCheck(input.Axis) != 0 && IsLeftOut(x, i);
                workspace.Memory.Addresses[input.Slot].Tokens = x[i].IsTokens && !isLeftOut ? workspace.KeepTokens(i, x[i].Tokens) : null;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RequireInput(Inputs<T> x, int i, int steps, int batch, ReadOnlySpan<int> lengths)
    {
        var input = Tables.Inputs[i];
        if (input.Vocabulary > 0)
        {
            if (!x[i].IsTokens && !x[i].Values.IsEmpty)
                throw new ArgumentException($"Input '{input.Name}' of {Signature.Name} takes tokens, indexes below {input.Vocabulary}; values were given.", nameof(x));
            Check.Tokens(x[i].Tokens, steps, batch, lengths, input.Vocabulary, nameof(x), "Input", input.Name);
        }
        else if (!x[i].IsTokens)
        {
            Check.Length(x[i].Values.Length, steps, batch, input.Features, nameof(x), "Input", input.Name);
        }
        else
        {
            if (input.Slot >= 0 && Tables.Slots[input.Slot].IsElementwise)
                throw new ArgumentException($"Input '{input.Name}' of {Signature.Name} can't be tokens, as it enters more than products.", nameof(x));
            Check.Tokens(x[i].Tokens, steps, batch, lengths, input.Features, nameof(x), "Input", input.Name);
        }
    }
}
