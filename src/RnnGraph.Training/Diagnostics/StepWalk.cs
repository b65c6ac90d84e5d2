using System.Numerics;

namespace RnnGraph.Training;

/// <summary>One sequence, seen by every row of a batch, forwards once and then backwards a step at a time. It keeps the state before every step and runs that step again for its derivative, so that
/// memory grows with the states alone.</summary>
internal sealed class StepWalk<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainable<T> _cell;
    private readonly Workspace<T> _workspace;
    private readonly CellState<T>[] _before;
    private readonly CellState<T> _state;
    private readonly Gradients<T> _gradients;
    private readonly SequenceRows<T> _inputs;

    /// <summary>Walks forwards.</summary>
    public StepWalk(ITrainable<T> cell, SequenceRows<T> inputs, int rows)
    {
        _cell = cell;
        _inputs = inputs;
        _workspace = cell.CreateWorkspace(1, rows);
        _gradients = cell.CreateGradients();
        _state = cell.CreateState(rows);
        _before = new CellState<T>[Steps];
        for (var step = 0; step < Steps; step++)
        {
            _before[step] = _state.Clone();
            Forward(step, _state);
        }
    }

    /// <summary>Steps of the sequence.</summary>
    public int Steps => _inputs.Steps;

    /// <summary>From ∂L/∂(state after a step) to ∂L/∂(state before it).</summary>
    public void Back(int step, CellState<T> dState)
    {
        _before[step].CopyTo(_state);
        Forward(step, _state);
        _cell.Backward(_workspace, default, Outputs<T>.None, dState, _gradients);
    }

    private void Forward(int step, CellState<T> state) => _cell.Forward(_workspace, _inputs.From(step), Outputs<T>.None, state);
}
