using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime;

namespace RnnGraph;

/// <summary>
/// What a cell carries from step to step, for a batch of rows, owned by the caller: it survives truncation, streaming and resuming. It also owns the scratch
/// that a streaming step needs, so that cells stay shareable. Made by <see cref="IRecurrent{T}.CreateState"/>; one thread at a time may use it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class CellState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Recurrent<T> _cell;
    private readonly AlignedArray<T> _values;
    private readonly int[] _offsets;

    // While streaming, the values live in the scratch's slots; they are copied out when somebody looks.
    private bool _inScratch;

    internal CellState(Recurrent<T> cell, int batch)
    {
        _cell = cell;
        Batch = batch;
        var states = cell.Tables.States;
        _offsets = new int[states.Length];
        var end = 0L;
        for (var i = 0; i < _offsets.Length; i++)
        {
            _offsets[i] = (int)end;
            end += (long)batch * states[i].Features;
        }

        _values = new AlignedArray<T>(end);
        Scratch = cell.IsCausal ? new Workspace<T>(cell, [1], batch, Mode.Evaluate, threads: 1, taps: false, streaming: true) : null;
        Row = Scratch != null && batch == 1 && RowPlan<T>.Fits(cell.Tables) ? new RowPlan<T>(Scratch) : null;
    }

    /// <summary>Rows.</summary>
    public int Batch { get; }

    /// <summary>How many steps these sequences have done, along the first time axis, from which steps are counted on: what happens every k-th step, and the step's index. 0 after a reset.</summary>
    public long StepsDone { get; set; }

    internal Recurrent<T> Cell => _cell;

    /// <summary>Whether the state is as it was made or reset, so that values whose start is learned start from that.</summary>
    internal bool IsFresh { get; private set; } = true;

    /// <summary>Memory of streaming steps; null for a model that isn't causal.</summary>
    internal Workspace<T>? Scratch { get; }

    /// <summary>The addresses of a step of a single row; null where there are more rows, or products look tokens up in an embedding.</summary>
    internal RowPlan<T>? Row { get; }

    /// <summary>Steps streamed so far, modulo two: which half of each double-buffered slot is current.</summary>
    internal int Parity { get; private set; }

    /// <summary>The values of the state called <paramref name="name"/>, <c>[B, F]</c> row-major, to read and to write until the next run.</summary>
    /// <exception cref="ArgumentException">The cell has no such state.</exception>
    public Span<T> this[string name]
    {
        get
        {
            var states = _cell.Tables.States;
            for (var i = 0; i < states.Length; i++)
            {
                if (states[i].Name == name)
                {
                    Settle();
                    Start();
                    return _values.Span.Slice(_offsets[i], Batch * states[i].Features);
                }
            }

            throw new ArgumentException($"{_cell.Tables.Plan.Name} has no state '{name}'. It has: {string.Join(", ", states.Select(state => state.Name))}.", nameof(name));
        }
    }

    /// <summary>Sets all values to 0, or to what the cell learns to start them from.</summary>
    public void Reset()
    {
        StepsDone = 0;
        IsFresh = true;
        _inScratch = false;
        _values.Span.Clear();
    }

    /// <summary>A state with the same values that shares nothing with this one.</summary>
    public CellState<T> Clone()
    {
        var clone = new CellState<T>(_cell, Batch);
        CopyTo(clone);
        return clone;
    }

    /// <summary>Copies the values to a state of the same cell and batch.</summary>
    /// <exception cref="ArgumentException">It is of another cell or batch.</exception>
    public void CopyTo(CellState<T> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (destination._cell != _cell)
            throw new ArgumentException($"The state is of another cell ({destination._cell.Signature.Name}) than this one ({_cell.Signature.Name}).", nameof(destination));
        if (destination.Batch != Batch)
            throw new ArgumentException($"The state has {Batch} rows; the destination has {destination.Batch}.", nameof(destination));
        Settle();
        destination._inScratch = false;
        destination.IsFresh = IsFresh;
        destination.StepsDone = StepsDone;
        _values.Span.CopyTo(destination._values.Span);
    }

    /// <summary>The values of state <paramref name="index"/>; they must have been settled.</summary>
    internal T* Pointer(int index) => _values.Pointer + _offsets[index];

    /// <summary>Brings the values from the scratch to the row-major arrays, where they count from now on.</summary>
    internal void Settle()
    {
        if (!_inScratch)
            return;
        var states = _cell.Tables.States;
        for (var i = 0; i < states.Length; i++)
            Transfer.ExportState(Scratch!, states[i].Final, states[i].Features, Pointer(i), Parity, 0, Batch);
        _inScratch = false;
    }

    /// <summary>Brings the values to the scratch, where they count from now on; returns the step to run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Enter()
    {
        if (!_inScratch)
            Import();
        return Parity;
    }

    /// <summary>Records that a step was run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Advance()
    {
        Parity ^= 1;
        StepsDone++;
    }

    /// <summary>Records a run of some steps.</summary>
    internal void Done(int steps)
    {
        StepsDone += steps;
        IsFresh = false;
    }

    private void Import()
    {
        var states = _cell.Tables.States;
        for (var i = 0; i < states.Length; i++)
        {
            if (IsFresh && states[i].Initial >= 0)
                Transfer.ImportStart(Scratch!, states[i], Parity, 0, Batch);
            else
                Transfer.ImportState(Scratch!, states[i].Slot, states[i].Features, Pointer(i), Parity, 0, Batch);
        }

        (_inScratch, IsFresh) = (true, false);
    }

    /// <summary>Somebody looks: the values become what the cell learns to start them from, and the caller's own.</summary>
    private void Start()
    {
        for (var i = 0; IsFresh && i < _offsets.Length; i++)
        {
            var state = _cell.Tables.States[i];
            if (state.Initial < 0)
                continue;
            var values = _values.Span.Slice(_offsets[i], Batch * state.Features);
            _cell.Parameters.Read(_cell.Tables.Slots[state.Initial].Plan.Name, values[..state.Features]);
            for (var row = 1; row < Batch; row++)
                values[..state.Features].CopyTo(values[(row * state.Features)..]);
        }

        IsFresh = false;
    }
}
