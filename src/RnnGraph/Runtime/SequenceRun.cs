using System.Numerics;
using RnnGraph.Runtime.Segments;
using RnnGraph.Runtime.Threads;

namespace RnnGraph.Runtime;

/// <summary>
/// Runs a cell or network over all steps of a workspace, forwards or backwards, on as many threads as it can lease: a segment of steps after another, and backwards from the last
/// to the first, over each of which but the last it first runs forwards again, as memory holds the values of one.
/// </summary>
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

    private StepSegments Segments => workspace.Memory.Segments;

    /// <summary>Sets the arrays that the run reads; null for zeros (tokens are set with the slot).</summary>
    public void Reads(T* a0, T* a1, T* a2, T* a3, T* a4, T* a5, T* a6, T* a7) => Set(_read, a0, a1, a2, a3, a4, a5, a6, a7);

    /// <summary>Sets the arrays that the run writes; null if one isn't wanted.</summary>
    public void Writes(T* a0, T* a1, T* a2, T* a3, T* a4, T* a5, T* a6, T* a7) => Set(_written, a0, a1, a2, a3, a4, a5, a6, a7);

    /// <summary>A forward run from and to <paramref name="state"/>, whose values are settled.</summary>
    /// <param name="state">The state; null for zeros.</param>
    /// <param name="withLoss">Whether losses are wanted: the targets were given, or there are none.</param>
    public void Forward(CellState<T>? state, bool withLoss)
    {
        _holdsForward = false;
        _state = state;
        _backwards = false;

        // A training run computes losses even without targets, as its backward run needs finite values; it weighs them with 0.
        workspace.RunsLoss = Tables.Losses.Length > 0 && (withLoss || workspace.Mode == Mode.Train);
        workspace.Losses.Clear();
        _version = workspace.Cell.Parameters.Version;
        if (workspace.Noise?.Draw(workspace.Seed) == true)
            workspace.DerivedVersion = 0;
        workspace.FirstStep = state?.StepsDone ?? 0;
        workspace.IsStartGiven = state is { IsFresh: false };
        workspace.MoveTo(segment: 0);
        workspace.Cell.RefreshDerived(workspace);
        Spread();
        state?.Done(workspace.Steps);
        if (workspace.RunsLoss && withLoss)
            workspace.Losses.Finish();
        _holdsForward = true;
    }

    /// <summary>A backward run; <paramref name="state"/> holds the gradients of the final states and receives those of the initial ones.</summary>
    public void Backward(CellState<T>? state, Gradients<T> gradients)
    {
        _holdsForward = false;
        _state = state;
        _backwards = true;
        workspace.Parameters.Backward.Refresh();
        workspace.GradientPointer = gradients.Pointer;
        workspace.TotalsSummed = false;
        workspace.Losses.Seed();
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
        var (firstRow, endRow) = RowChunks.Of(workspace.Batch, workspace.Axes, thread, workspace.Division.Threads);
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

    private static void Set(nint[] arrays, T* a0, T* a1, T* a2, T* a3, T* a4, T* a5, T* a6, T* a7)
    {
        (arrays[0], arrays[1], arrays[2], arrays[3]) = ((nint)a0, (nint)a1, (nint)a2, (nint)a3);
        (arrays[4], arrays[5], arrays[6], arrays[7]) = ((nint)a4, (nint)a5, (nint)a6, (nint)a7);
    }

    private void Spread()
    {
        var wanted = workspace.Division.Decide(_backwards) - 1;
        var workers = wanted == 0 ? 0 : Team.Lease(_workers, wanted);
        workspace.Division.Begin(workers + 1);
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
            workspace.Division.End();
        }

        if (failure != null)
            throw new InvalidOperationException("A thread of the run failed.", failure);
    }

    private void Forward(int thread, int firstRow, int endRow)
    {
        for (var i = 0; i < Tables.States.Length; i++)
            Transfer.ImportStart(workspace, Tables.States[i], _state, i, firstRow, endRow);
        for (var segment = 0; segment < Segments.Count; segment++)
        {
            if (segment > 0)
            {
                workspace.CarriedRows.GoOn(firstRow, endRow);
                MoveTo(segment, thread);
            }

            workspace.CarriedRows.Save(firstRow, endRow);
            ComputeEmbedded(thread);

            // Without steps along the first axis there may still be some along others, and work that is done once.
            var chunk = workspace.Memory.ChunkSteps;
            for (var begin = Segments.Begin; begin < Segments.End || (begin == 0 && Tables.Plan.RunsWhole); begin += chunk)
                ForwardChunk(thread, begin, Math.Min(begin + chunk, Segments.End), firstRow, endRow);
        }

        for (var i = 0; i < Tables.States.Length && _state != null; i++)
            Transfer.ExportState(workspace, Tables.States[i].Final, Tables.States[i].Features, StatePointer(i), null, firstRow, endRow);
    }

    private void ForwardChunk(int thread, int begin, int end, int firstRow, int endRow)
    {
        for (var i = 0; i < Tables.Inputs.Length; i++)
            Import(i, begin, end, firstRow, endRow);
        Compute(thread, begin, end, firstRow, endRow);
        if (workspace.RunsLoss)
            workspace.Losses.Add(begin, end, firstRow, endRow);
        for (var i = 0; i < Tables.Outputs.Length; i++)
        {
            var output = Tables.Outputs[i];
            var (from, to) = AtEnd(AxisOf(output.Source), begin, end);
            if (_written[i] != 0)
                Transfer.Export(workspace, output.Source, output.Features, Step(_written[i], from, output.Features), from, to, firstRow, endRow);
        }
    }

    private void Compute(int thread, int begin, int end, int firstRow, int endRow)
    {
        var most = workspace.Division.SharesRows ? workspace.Batch : workspace.Memory.BlockRows;
        do
        {
            var rows = Math.Min(most, endRow - firstRow);
            ComputeBlock(thread, begin, end, firstRow, firstRow + rows);
            firstRow += rows;
        }
        while (firstRow < endRow);
    }

    private void ComputeBlock(int thread, int begin, int end, int firstRow, int endRow)
    {
        var pass = PassOf(thread, begin, end, firstRow, endRow);
        workspace.Cell.RunForward(ref pass);
        if (workspace.RunsLoss)
        {
            pass.Along(0);
            workspace.Cell.RunLoss(ref pass);
        }

        pass.Finish();
    }

    /// <summary>Computes what a training run looks up instead of products of embedded tokens.</summary>
    private void ComputeEmbedded(int thread)
    {
        if (workspace.Mode != Mode.Train || Tables.EmbeddedProducts.Length == 0)
            return;
        workspace.Embedded.Compute(thread, workspace.Division.Threads);
        workspace.Meet();
    }

    /// <summary>Moves memory to a segment, once all threads are done with the one that it stood for.</summary>
    private void MoveTo(int segment, int thread)
    {
        workspace.Meet();
        if (thread == 0)
            workspace.MoveTo(segment);
        workspace.Meet();
    }

    /// <summary>A thread's pass: over the rows that it brings in and out, or over all of them, of which it then computes some panels.</summary>
    private Pass<T> PassOf(int thread, int begin, int end, int firstRow, int endRow) =>
        workspace.Division.SharesRows ? new Pass<T>(workspace, thread, begin, end, 0, workspace.Batch) : new Pass<T>(workspace, thread, begin, end, firstRow, endRow);

    private void Import(int i, int begin, int end, int firstRow, int endRow)
    {
        var input = Tables.Inputs[i];
        if (input.Slot < 0)
            return;
        var (from, to) = AtStart(input.Axis, begin, end);
        if (input.Vocabulary > 0)
            Transfer.ImportTokens(workspace, input.Slot, workspace.TokensOf(i) + ((nint)from * workspace.Batch), from, to, firstRow, endRow);
        else if (_read[i] != 0 || input.IsTarget)
            Transfer.Import(workspace, input.Slot, input.Features, Step(_read[i], from, input.Features), from, to, firstRow, endRow);
    }

    private void Backward(int thread, int firstRow, int endRow)
    {
        Totals.Clear(workspace, firstRow, endRow);
        for (var i = 0; i < Tables.States.Length; i++)
        {
            if (Tables.States[i].Gradient >= 0)
                Transfer.ImportState(workspace, Tables.States[i].Gradient, Tables.States[i].Features, StatePointer(i), null, firstRow, endRow);
        }

        for (var segment = Segments.Count - 1; segment >= 0; segment--)
        {
            if (segment < Segments.Count - 1)
                ComputeAgain(segment, thread, firstRow, endRow);
            BackwardSegment(thread, firstRow, endRow);
        }

        for (var i = 0; i < Tables.States.Length && _state != null; i++)
        {
            if (Tables.States[i].InitialGradient < 0)
                ClearState(i, firstRow, endRow);
            else
                Transfer.ExportState(workspace, Tables.States[i].InitialGradient, Tables.States[i].Features, StatePointer(i), 0, firstRow, endRow);
        }
    }

    private void ClearState(int state, int firstRow, int endRow)
    {
        var features = Tables.States[state].Features;
        for (var row = firstRow; row < endRow; row++)
            new Span<T>(StatePointer(state) + ((nint)workspace.RowOrder.CallerRows[row] * features), features).Clear();
    }

    /// <summary>Brings back what the forward run computed of a segment, from what was carried into it.</summary>
    private void ComputeAgain(int segment, int thread, int firstRow, int endRow)
    {
        MoveTo(segment, thread);
        workspace.CarriedRows.GoBack(firstRow, endRow);
        workspace.CarriedRows.Restore(firstRow, endRow);
        ComputeEmbedded(thread);
        for (var i = 0; i < Tables.Inputs.Length; i++)
        {
            if (Tables.Inputs[i].Vocabulary > 0)
                Import(i, Segments.Begin, Segments.End, firstRow, endRow);
        }

        Compute(thread, Segments.Begin, Segments.End, firstRow, endRow);
    }

    private void BackwardSegment(int thread, int firstRow, int endRow)
    {
        var (begin, end) = (Segments.Begin, Segments.End);
        for (var i = 0; i < Tables.Outputs.Length; i++)
        {
            var gradient = Tables.Outputs[i].Gradient;
            if (gradient < 0)
                continue;
            var (from, to) = AtEnd(AxisOf(gradient), begin, end);
            Transfer.Import(workspace, gradient, Tables.Outputs[i].Features, Step(_read[i], from, Tables.Outputs[i].Features), from, to, firstRow, endRow);
        }

        var pass = PassOf(thread, begin, end, firstRow, endRow);
        workspace.Cell.RunBackward(ref pass);
        pass.Finish();
        for (var i = 0; i < Tables.Inputs.Length; i++)
        {
            if (_written[i] == 0)
                continue;
            var (from, to) = AtStart(AxisOf(Tables.Inputs[i].Gradient), begin, end);
            Transfer.Export(workspace, Tables.Inputs[i].Gradient, Tables.Inputs[i].Features, Step(_written[i], from, Tables.Inputs[i].Features), from, to, firstRow, endRow);
        }
    }

    private T* StatePointer(int state) => _state == null ? null : _state.Pointer(state);

    private T* Step(nint array, int t, int features) => array == 0 ? null : (T*)array + ((nint)t * workspace.Batch * features);

    private int AxisOf(SlotRef value) => Tables.Slots[value.Slot].Plan.Axis;

    /// <summary>The steps along an axis that belong to some steps along the first: of values on their way there those of another axis go with the first of them.</summary>
    private (int Begin, int End) AtStart(int axis, int begin, int end) => axis == 0 ? (begin, end) : begin == 0 ? (0, workspace.Along(axis).Steps) : (0, 0);

    /// <summary>The same of values on their way out: those of another axis go with the last.</summary>
    private (int Begin, int End) AtEnd(int axis, int begin, int end) => axis == 0 ? (begin, end) : end == workspace.Steps ? (0, workspace.Along(axis).Steps) : (0, 0);
}
