namespace RnnGraph.Torch;

/// <content>Step by step.</content>
public abstract partial class RecurrentLayers<T>
{
    /// <summary>One step for all sequences of a state, without dropout. It neither allocates, locks, waits nor takes a thread.</summary>
    /// <param name="x"><c>[B, input_size]</c>.</param>
    /// <param name="y">Takes the uppermost h, <c>[B, OutputSize]</c>.</param>
    /// <param name="state">The state before the step, and on return after it.</param>
    /// <exception cref="InvalidOperationException">The layers are bidirectional: their reversed direction starts at a sequence's end, which a stream does not have yet.</exception>
    /// <exception cref="ArgumentException">An argument has another shape than the state; the message names it, what is expected and what was given.</exception>
    public void Step(ReadOnlySpan<T> x, Span<T> y, LayerState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        RequireOwn(state, nameof(state));
        RequireCausal();
        LayerCheck.Step(x.Length, state.Batch, Plan.InputSize, nameof(x), "input_size");
        LayerCheck.Step(y.Length, state.Batch, Plan.OutputSize, nameof(y), "OutputSize");
        var lower = x;
        for (var layer = 0; layer < _cells.Length; layer++)
        {
            var upper = layer == _cells.Length - 1 ? y : state.Between[layer % 2];
            _cells[layer].Step(lower, upper, state.Cells[layer]);
            lower = upper;
        }
    }

    /// <summary>Compiles and touches everything that <see cref="Step"/> needs, so that the first real step is not the slow one.</summary>
    /// <exception cref="InvalidOperationException">The layers are bidirectional.</exception>
    public void Prepare()
    {
        RequireCausal();
        foreach (var cell in _cells)
            cell.Prepare();
        var state = CreateState(1);
        for (var i = 0; i < 2; i++)
            Step(new T[InputSize], new T[OutputSize], state);
    }

    private void RequireCausal()
    {
        if (Plan.Bidirectional)
            throw new InvalidOperationException($"A bidirectional {Plan.Module} has no steps: its reversed direction starts at a sequence's end. Run whole sequences with Forward.");
    }
}
