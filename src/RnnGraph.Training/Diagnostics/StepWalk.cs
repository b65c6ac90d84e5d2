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
    private readonly IReadOnlyList<T[]> _inputs;
    private readonly T[][] _step;
    private readonly int _rows;

    /// <summary>Walks forwards.</summary>
    public StepWalk(ITrainable<T> cell, IReadOnlyList<T[]> inputs, int rows, int steps)
    {
        _cell = cell;
        _inputs = inputs;
        _rows = rows;
        _step = [.. cell.Signature.Inputs.Select(info => new T[rows * info.Features])];
        _workspace = cell.CreateWorkspace(1, rows);
        _gradients = cell.CreateGradients();
        _state = cell.CreateState(rows);
        _before = new CellState<T>[steps];
        for (var step = 0; step < steps; step++)
        {
            _before[step] = _state.Clone();
            Forward(step, _state);
        }
    }

    /// <summary>From ∂L/∂(state after a step) to ∂L/∂(state before it).</summary>
    public void Back(int step, CellState<T> dState)
    {
        _before[step].CopyTo(_state);
        Forward(step, _state);
        _cell.Backward(_workspace, default, Outputs<T>.None, dState, _gradients);
    }

    private void Forward(int step, CellState<T> state)
    {
        var x = default(Inputs<T>);
        for (var i = 0; i < _step.Length; i++)
        {
            var features = _step[i].Length / _rows;
            for (var row = 0; row < _rows; row++)
                _inputs[i].AsSpan(step * features, features).CopyTo(_step[i].AsSpan(row * features));
            x = x.And(_step[i]);
        }

        _cell.Forward(_workspace, x, Outputs<T>.None, state);
    }
}
