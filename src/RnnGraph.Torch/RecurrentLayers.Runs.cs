using System.Numerics.Tensors;
using RnnGraph.Torch.Layout;

namespace RnnGraph.Torch;

/// <content>Runs over whole sequences.</content>
public abstract partial class RecurrentLayers<T>
{
    /// <summary>Runs the layers over all steps of a workspace.</summary>
    /// <param name="workspace">Memory made by these layers.</param>
    /// <param name="x"><c>[T, B, input_size]</c>, with <see cref="BatchFirst"/> <c>[B, T, input_size]</c>. What lies beyond a length is not read.</param>
    /// <param name="y">Takes the uppermost h of every step, <c>[T, B, OutputSize]</c>, with <see cref="BatchFirst"/> <c>[B, T, OutputSize]</c>, backwards behind forwards; 0 beyond a length.</param>
    /// <param name="state">h0 (and c0) on entry, h_n (and c_n) on return: those after each sequence's last step, in reversed directions after its first; null for zeros.</param>
    /// <param name="lengths">For each sequence how many of the steps are its own, 0 to T, in any order; empty if all are.</param>
    /// <exception cref="ArgumentException">An argument has another shape than the workspace; the message names it, what is expected and what was given.</exception>
    public void Forward(LayerWorkspace<T> workspace, ReadOnlySpan<T> x, Span<T> y, LayerState<T>? state = null, ReadOnlySpan<int> lengths = default)
    {
        RequireOwn(workspace);
        RequireOwn(state, workspace, nameof(state));
        LayerCheck.Sequence(x.Length, workspace, Plan.BatchFirst, Plan.InputSize, nameof(x), "input_size");
        LayerCheck.Sequence(y.Length, workspace, Plan.BatchFirst, Plan.OutputSize, nameof(y), "OutputSize");
        LayerCheck.Lengths(lengths, workspace);

        workspace.SetLengths(lengths);
        workspace.DrawOfRun = workspace.Mode == Mode.Train ? workspace.Draw++ : 0;
        ToTimeFirst(x, workspace.Lower, workspace, Plan.InputSize);
        for (var layer = 0; layer < Plan.NumLayers; layer++)
        {
            ForwardLayer(workspace, layer, state);
            if (layer + 1 < Plan.NumLayers)
                Drop(workspace, workspace.Upper.AsSpan(0, Values(workspace, Plan.OutputSize)), layer);
            workspace.Exchange();
        }

        FromTimeFirst(workspace.Lower, y, workspace, Plan.OutputSize);
    }

    /// <summary>Carries the loss's derivative back through the last forward run of a training workspace. One forward run allows one backward run.</summary>
    /// <param name="workspace">The workspace of that run.</param>
    /// <param name="dy">∂L/∂y, shaped as y; empty for zeros. What lies beyond a length is not read.</param>
    /// <param name="dx">Takes ∂L/∂x, shaped as x, 0 beyond a length; empty if it isn't wanted.</param>
    /// <param name="dState">∂L/∂(h_n, c_n) on entry, ∂L/∂(h0, c0) on return; null for zeros.</param>
    /// <param name="gradients">What the parameters' gradients are added to.</param>
    /// <exception cref="ArgumentException">An argument has another shape than the workspace; the message names it, what is expected and what was given.</exception>
    public void Backward(LayerWorkspace<T> workspace, ReadOnlySpan<T> dy, Span<T> dx, LayerState<T>? dState, LayerGradients<T> gradients)
    {
        RequireOwn(workspace);
        RequireOwn(dState, workspace, nameof(dState));
        ArgumentNullException.ThrowIfNull(gradients);
        if (workspace.Mode != Mode.Train)
            throw new ArgumentException("A backward run needs a workspace made with Mode.Train; this one was made with Mode.Evaluate.", nameof(workspace));
        if (gradients.Parameters != Parameters)
            throw new ArgumentException($"The gradients were made by other layers; make them with this {Plan.Module}'s CreateGradients.", nameof(gradients));
        if (!dy.IsEmpty)
            LayerCheck.Sequence(dy.Length, workspace, Plan.BatchFirst, Plan.OutputSize, nameof(dy), "OutputSize");
        if (!dx.IsEmpty)
            LayerCheck.Sequence(dx.Length, workspace, Plan.BatchFirst, Plan.InputSize, nameof(dx), "input_size");

        if (dy.IsEmpty)
            workspace.Upper.AsSpan(0, Values(workspace, Plan.OutputSize)).Clear();
        else
            ToTimeFirst(dy, workspace.Upper, workspace, Plan.OutputSize);
        for (var layer = Plan.NumLayers - 1; layer >= 0; layer--)
        {
            BackwardLayer(workspace, layer, layer > 0 || !dx.IsEmpty, dState, gradients);
            if (layer > 0)
                Drop(workspace, workspace.Lower.AsSpan(0, Values(workspace, Plan.OutputSize)), layer - 1);
            workspace.Exchange();
        }

        if (!dx.IsEmpty)
            FromTimeFirst(workspace.Upper, dx, workspace, Plan.InputSize);
    }

    private void ForwardLayer(LayerWorkspace<T> workspace, int layer, LayerState<T>? state)
    {
        var inputs = Plan.InputsOf(layer);
        var x = workspace.Lower.AsSpan(0, Values(workspace, inputs));
        var y = workspace.Upper.AsSpan(0, Values(workspace, Plan.OutputSize));
        for (var direction = 0; direction < Plan.Directions; direction++)
        {
            var cell = (layer * Plan.Directions) + direction;
            var reversed = direction == 1;
            var read = x;
            if (reversed)
            {
                read = workspace.Turned.AsSpan(0, x.Length);
                workspace.Rows.Take(x, inputs, 0, read, inputs, reversed);
            }

            var written = Plan.Bidirectional ? workspace.OneWay : y;
            _cells[cell].Forward(workspace.Runs[cell], read, written, state?.Cells[cell], workspace.Lengths);
            if (Plan.Bidirectional)
                workspace.Rows.Put(written, Plan.Features, y, Plan.OutputSize, direction * Plan.Features, reversed);
        }
    }

    private void BackwardLayer(LayerWorkspace<T> workspace, int layer, bool wantsInput, LayerState<T>? dState, LayerGradients<T> gradients)
    {
        var inputs = Plan.InputsOf(layer);
        var dy = workspace.Upper.AsSpan(0, Values(workspace, Plan.OutputSize));
        var dx = wantsInput ? workspace.Lower.AsSpan(0, Values(workspace, inputs)) : [];
        for (var direction = 0; direction < Plan.Directions; direction++)
        {
            var cell = (layer * Plan.Directions) + direction;
            var reversed = direction == 1;
            var read = dy;
            if (Plan.Bidirectional)
            {
                read = workspace.OneWay;
                workspace.Rows.Take(dy, Plan.OutputSize, direction * Plan.Features, read, Plan.Features, reversed);
            }

            var written = reversed ? workspace.OneWayDelta.AsSpan(0, dx.Length) : dx;
            _cells[cell].Backward(workspace.Runs[cell], read, wantsInput ? new Outputs<T>(written) : Outputs<T>.None, dState?.Cells[cell], gradients.Parts[cell]);
            if (!reversed || !wantsInput)
                continue;
            var turned = workspace.Turned.AsSpan(0, dx.Length);
            workspace.Rows.Take(written, inputs, 0, turned, inputs, reversed);
            TensorPrimitives.Add(dx, turned, dx);
        }
    }

    /// <summary>What a lower layer gives on, or its derivative, times the mask of this run.</summary>
    private void Drop(LayerWorkspace<T> workspace, Span<T> values, int layer)
    {
        if (workspace.Mode == Mode.Train && Plan.Dropout > 0)
            DropoutMask.Apply(values, Plan.Dropout, workspace.Seed, workspace.DrawOfRun, layer);
    }

    private void ToTimeFirst(ReadOnlySpan<T> source, Span<T> target, LayerWorkspace<T> workspace, int features)
    {
        if (Plan.BatchFirst)
            Layout.BatchFirst.Exchange(source, target, workspace.Batch, workspace.Steps, features);
        else
            source.CopyTo(target);
    }

    private void FromTimeFirst(ReadOnlySpan<T> source, Span<T> target, LayerWorkspace<T> workspace, int features)
    {
        if (Plan.BatchFirst)
            Layout.BatchFirst.Exchange(source, target, workspace.Steps, workspace.Batch, features);
        else
            source[..target.Length].CopyTo(target);
    }

    private static int Values(LayerWorkspace<T> workspace, int features) => workspace.Steps * workspace.Batch * features;

    private void RequireOwn(LayerWorkspace<T> workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Layers != this)
            throw new ArgumentException($"The workspace was made by other layers ({workspace.Layers.Plan.Module}); make it with this {Plan.Module}'s CreateWorkspace.", nameof(workspace));
    }

    private void RequireOwn(LayerState<T>? state, LayerWorkspace<T> workspace, string argument)
    {
        if (state == null)
            return;
        RequireOwn(state, argument);
        if (state.Batch != workspace.Batch)
            throw new ArgumentException($"The run has {workspace.Batch} sequences; the state has {state.Batch}.", argument);
    }

    private void RequireOwn(LayerState<T> state, string argument)
    {
        if (state.Layers != this)
            throw new ArgumentException($"The state was made by other layers ({state.Layers.Plan.Module}); make it with this {Plan.Module}'s CreateState.", argument);
    }
}
