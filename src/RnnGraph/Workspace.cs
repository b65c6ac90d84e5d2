using System.Numerics;
using System.Runtime.InteropServices;
using RnnGraph.Runtime;
using RnnGraph.Runtime.Threads;

namespace RnnGraph;

/// <summary>
/// The memory of one run at a time: all values of a cell for a given number of steps and rows. Made by <see cref="IRecurrent{T}.CreateWorkspace"/> and
/// usable with that cell alone. After its first run nothing is allocated any more.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Workspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _lengths;
    private readonly int[][] _tokens;
    private readonly bool[] _wanted;
    private readonly Operand<T>[][] _operands;
    private readonly AlignedArray<T>?[] _scratch;
    private readonly Gathering _gathering = new();

    internal Workspace(RecurrentCell<T> cell, int steps, int batch, Mode mode, int threads, bool taps)
    {
        Cell = cell;
        Tables = cell.Tables;
        Steps = steps;
        Batch = batch;
        Mode = mode;
        Threads = threads;
        HasTaps = taps;
        Memory = new SlotMemory<T>(Tables, cell.Parameters, steps, batch, mode, taps);
        _lengths = GC.AllocateArray<int>(batch, pinned: true);
        LengthPointer = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_lengths, 0);
        _tokens = new int[Tables.Inputs.Length][];
        _wanted = new bool[_tokens.Length];
        _operands = new Operand<T>[threads][];
        _scratch = new AlignedArray<T>?[threads];
        for (var thread = 0; thread < threads; thread++)
        {
            _operands[thread] = GC.AllocateArray<Operand<T>>(Tables.MostOperands, pinned: true);
            _scratch[thread] = mode == Mode.Train ? new AlignedArray<T>(ScratchLength(), cleared: false) : null;
        }

        Run = new SequenceRun<T>(this);
    }

    /// <summary>Time steps of every run.</summary>
    public int Steps { get; }

    /// <summary>Rows of every run.</summary>
    public int Batch { get; }

    /// <summary>Whether a backward run may follow a forward run.</summary>
    public Mode Mode { get; }

    /// <summary>How many threads a run may take.</summary>
    public int Threads { get; }

    /// <summary>Whether the taps of the definition are kept.</summary>
    public bool HasTaps { get; }

    /// <summary>Bytes of the values kept.</summary>
    public long Bytes => Memory.Bytes;

    internal RecurrentCell<T> Cell { get; }

    internal CellTables<T> Tables { get; }

    internal SlotMemory<T> Memory { get; }

    internal SequenceRun<T> Run { get; }

    /// <summary>Steps that every row has; <see cref="int.MaxValue"/> when no lengths were given.</summary>
    internal int LeastLength { get; private set; } = int.MaxValue;

    internal int* LengthPointer { get; }

    internal bool HasLengths => LeastLength != int.MaxValue;

    internal int ThreadsRunning { get; set; } = 1;

    internal T* ParameterPointer => Cell.Parameters.Pointer;

    internal T* GradientPointer { get; set; }

    /// <summary>Whether totals hold sums over all rows.</summary>
    internal bool TotalsSummed { get; set; }

    /// <summary>The parameter version that derived values were computed from; 0 for none.</summary>
    internal long DerivedVersion { get; set; }

    /// <summary>Copies a tap's values of the last forward run, <c>[T, B, F]</c>; 0 beyond a row's length. To be read before a backward run.</summary>
    /// <exception cref="ArgumentException">There is no tap of this name, or the span has another length.</exception>
    /// <exception cref="InvalidOperationException">The workspace was made without taps, or no forward run has filled it.</exception>
    public void ReadTap(string name, Span<T> destination)
    {
        if (!HasTaps)
            throw new InvalidOperationException($"This workspace was made without taps; pass taps: true to CreateWorkspace to read '{name}'.");
        var tap = Tables.Plan.Taps.FirstOrDefault(tap => tap.Name == name)
            ?? throw new ArgumentException($"{Tables.Plan.Name} has no tap '{name}'. It has: {string.Join(", ", Tables.Plan.Taps.Select(tap => tap.Name))}.", nameof(name));
        Run.RequireForward();
        Check.Length(destination.Length, Steps, Batch, tap.Features, nameof(destination), "Tap", name);
        fixed (T* to = destination)
            Transfer.Export(this, tap.Source, tap.Features, to, 0, Steps, 0, Batch);
    }

    /// <summary>A thread's room for the operands of a region.</summary>
    internal Operand<T>* OperandsOf(int thread) => (Operand<T>*)Marshal.UnsafeAddrOfPinnedArrayElement(_operands[thread], 0);

    /// <summary>A thread's room to gather deltas in; null outside training.</summary>
    internal T* ScratchOf(int thread)
    {
        var scratch = _scratch[thread];
        return scratch == null ? null : scratch.Pointer;
    }

    internal T* BackwardPointer(int pack) => Cell.Parameters.Backward.Pointer(pack);

    /// <summary>Whether a backward product's target is the gradient of an input that nobody asked for.</summary>
    internal bool IsUnwanted(SlotRef target)
    {
        var inputs = Tables.Inputs;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Gradient.Slot == target.Slot && inputs[i].Gradient.Gate == target.Gate)
                return !_wanted[i];
        }

        return false;
    }

    /// <summary>Says whether the gradient of an input is asked for.</summary>
    internal void SetWanted(int input, bool wanted) => _wanted[input] = wanted;

    /// <summary>Adds up the totals of a backward run, unless that was done.</summary>
    internal void SumTotals()
    {
        if (TotalsSummed)
            return;
        Totals.Sum(this);
        TotalsSummed = true;
    }

    /// <summary>Waits until every thread of the run is here.</summary>
    internal void Meet() => _gathering.Arrive();

    internal void SetThreads(int threads)
    {
        ThreadsRunning = threads;
        _gathering.Reset(threads);
    }

    internal void SetLengths(ReadOnlySpan<int> lengths)
    {
        LeastLength = int.MaxValue;
        if (lengths.IsEmpty)
            return;
        lengths.CopyTo(_lengths);
        foreach (var length in lengths)
            LeastLength = Math.Min(LeastLength, length);

        // Rows that all reach the end need no test.
        if (LeastLength >= Steps)
            LeastLength = int.MaxValue;
    }

    /// <summary>Keeps tokens for the backward run.</summary>
    internal int* KeepTokens(int input, ReadOnlySpan<int> tokens)
    {
        var kept = _tokens[input] ??= GC.AllocateArray<int>(Math.Max(1, Steps * Batch), pinned: true);
        tokens.CopyTo(kept);
        return (int*)Marshal.UnsafeAddrOfPinnedArrayElement(kept, 0);
    }

    private long ScratchLength()
    {
        long most = 0;
        foreach (var product in Tables.BackProducts)
            most = Math.Max(most, (long)product.PackPanels * Pass<T>.GatherPanel(Tables.Slots[product.Left.Slot].Plan.Gates));
        return most;
    }
}
