using System.Numerics;
using RnnGraph.Runtime.Threads;

namespace RnnGraph.Runtime;

/// <summary>Runs a cell over all steps of a workspace, forwards or backwards, on as many threads as it can lease.</summary>
internal sealed unsafe class SequenceRun<T>(Workspace<T> workspace) : ITeamWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Worker?[] _workers = new Worker?[Math.Max(0, workspace.Threads - 1)];
    private readonly nint[] _read = new nint[Inputs<T>.MaxCount];
    private readonly nint[] _written = new nint[Inputs<T>.MaxCount];
    private CellState<T>? _state;
    private int _running;
    private bool _holdsForward;
    private bool _backwards;
    private long _version;

    private CellTables<T> Tables => workspace.Tables;

    /// <summary>Sets one array that the run reads; null for zeros (tokens are set with the slot).</summary>
    public void Reads(int index, T* array) => _read[index] = (nint)array;

    /// <summary>Sets one array that the run writes; null if it isn't wanted.</summary>
    public void Writes(int index, T* array) => _written[index] = (nint)array;

    /// <summary>A forward run from and to <paramref name="state"/>, whose values are settled.</summary>
    public void Forward(CellState<T>? state)
    {
        _holdsForward = false;
        _state = state;
        _backwards = false;
        _version = workspace.Cell.Parameters.Version;
        workspace.Cell.RefreshDerived(workspace);
        Spread();
        _holdsForward = true;
    }

    /// <summary>A backward run; <paramref name="state"/> holds the gradients of the final states and receives those of the initial ones.</summary>
    public void Backward(CellState<T>? state, Gradients<T> gradients)
    {
        _holdsForward = false;
        _state = state;
        _backwards = true;
        workspace.Cell.Parameters.Backward.Refresh();
        workspace.GradientPointer = gradients.Pointer;
        workspace.TotalsSummed = false;
        Spread();
        workspace.SumTotals();
        Totals.AddTo(workspace, gradients);
    }

    /// <summary>Fails unless a forward run with the parameters as they are has filled the workspace.</summary>
    public void RequireForward()
    {
        if (!_holdsForward)
            throw new InvalidOperationException("The workspace holds no forward run: call Forward first; one forward run allows one backward run.");
    }

    /// <summary>Fails if the parameters changed since the forward run.</summary>
    public void RequireSameParameters()
    {
        if (_version != workspace.Cell.Parameters.Version)
            throw new InvalidOperationException("The parameters changed since the workspace's forward run; call Forward again before Backward.");
    }

    /// <inheritdoc/>
    public void Execute(int thread)
    {
        var (firstRow, endRow) = RowChunks.Of(workspace.Batch, thread, workspace.ThreadsRunning);
        if (_backwards)
            Backward(thread, firstRow, endRow);
        else
            Forward(thread, firstRow, endRow);
    }

    /// <summary>Takes the workspace for one run.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
            throw new InvalidOperationException("The workspace is in the middle of a run; make another one for a run beside it.");
    }

    /// <summary>Gives the workspace free.</summary>
    public void End() => Volatile.Write(ref _running, 0);

    private void Spread()
    {
        var workers = _workers.Length == 0 ? 0 : Team.Lease(_workers, _workers.Length);
        workspace.SetThreads(workers + 1);
        for (var i = 0; i < workers; i++)
            _workers[i]!.Give(this, i + 1);
        Exception? failure = null;
        try
        {
            Execute(0);
        }
        finally
        {
            for (var i = 0; i < workers; i++)
                failure = _workers[i]!.Join() ?? failure;
            Team.Return(_workers, workers);
            workspace.SetThreads(1);
        }

        if (failure != null)
            throw new InvalidOperationException("A thread of the run failed.", failure);
    }

    private void Forward(int thread, int firstRow, int endRow)
    {
        for (var i = 0; i < Tables.States.Length; i++)
            Transfer.ImportState(workspace, Tables.States[i].Slot, Tables.States[i].Features, StatePointer(i), 0, firstRow, endRow);
        var chunk = workspace.Memory.ChunkSteps;
        for (var begin = 0; begin < workspace.Steps; begin += chunk)
        {
            var end = Math.Min(begin + chunk, workspace.Steps);
            for (var i = 0; i < Tables.Inputs.Length; i++)
            {
                var input = Tables.Inputs[i];
                if (_read[i] != 0)
                    Transfer.Import(workspace, input.Slot, input.Features, Step(_read[i], begin, input.Features), begin, end, firstRow, endRow);
            }

            var pass = new Pass<T>(workspace, thread, begin, end, firstRow, endRow);
            workspace.Cell.RunForward(ref pass);
            for (var i = 0; i < Tables.Outputs.Length; i++)
            {
                var output = Tables.Outputs[i];
                if (_written[i] != 0)
                    Transfer.Export(workspace, output.Source, output.Features, Step(_written[i], begin, output.Features), begin, end, firstRow, endRow);
            }
        }

        for (var i = 0; i < Tables.States.Length && _state != null; i++)
            Transfer.ExportState(workspace, Tables.States[i].Slot, Tables.States[i].Features, StatePointer(i), workspace.Steps, firstRow, endRow);
    }

    private void Backward(int thread, int firstRow, int endRow)
    {
        var steps = workspace.Steps;
        Totals.Clear(workspace, firstRow, endRow);
        for (var i = 0; i < Tables.Outputs.Length; i++)
        {
            if (Tables.Outputs[i].Gradient >= 0)
                Transfer.Import(workspace, Tables.Outputs[i].Gradient, Tables.Outputs[i].Features, (T*)_read[i], 0, steps, firstRow, endRow);
        }

        for (var i = 0; i < Tables.States.Length; i++)
        {
            if (Tables.States[i].Gradient >= 0)
                Transfer.ImportState(workspace, Tables.States[i].Gradient, Tables.States[i].Features, StatePointer(i), steps, firstRow, endRow);
        }

        var pass = new Pass<T>(workspace, thread, 0, steps, firstRow, endRow);
        workspace.Cell.RunBackward(ref pass);
        for (var i = 0; i < Tables.Inputs.Length; i++)
        {
            if (_written[i] != 0)
                Transfer.Export(workspace, Tables.Inputs[i].Gradient, Tables.Inputs[i].Features, (T*)_written[i], 0, steps, firstRow, endRow);
        }

        for (var i = 0; i < Tables.States.Length && _state != null; i++)
        {
            if (Tables.States[i].Gradient >= 0)
                Transfer.ExportState(workspace, Tables.States[i].Gradient, Tables.States[i].Features, StatePointer(i), 0, firstRow, endRow);
        }
    }

    private T* StatePointer(int state) => _state == null ? null : _state.Pointer(state);

    private T* Step(nint array, int t, int features) => (T*)array + ((nint)t * workspace.Batch * features);
}
