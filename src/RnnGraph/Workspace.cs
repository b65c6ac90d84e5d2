using System.Numerics;
using System.Runtime.InteropServices;
using RnnGraph.Runtime;
using RnnGraph.Runtime.Embeddings;
using RnnGraph.Runtime.Segments;
using RnnGraph.Runtime.Threads;

namespace RnnGraph;

/// <summary>
/// The memory of one run at a time: all values of a cell or network for a given number of steps and rows. Made by <see cref="IRecurrent{T}.CreateWorkspace"/> and
/// usable with that one alone. After its first run nothing is allocated any more.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class Workspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AxisRun _once;
    private readonly int[][] _tokens;
    private readonly bool[] _wanted;
    private readonly AlignedArray<long>[] _operands;
    private readonly AlignedArray<T>?[] _scratch;
    private readonly AlignedArray<T>?[] _rowRoom;

    internal Workspace(Recurrent<T> cell, int[] steps, int batch, Mode mode, int threads, bool taps, long? memory = null, bool streaming = false)
    {
        Cell = cell;
        Tables = cell.Tables;
        Axes = [.. steps.Select(along => new AxisRun(along, batch))];
        _once = new AxisRun(1, batch);
        RowOrder = new RowOrder(batch);
        Batch = batch;
        Mode = mode;
        Threads = threads;
        HasTaps = taps;
        Noise = mode == Mode.Train && Tables.Plan.WeightNoises.Count > 0 ? new NoisyParameters<T>(Tables.Plan, cell.Parameters) : null;
        Memory = new SlotMemory<T>(Tables, Parameters, Axes, batch, mode, taps, streaming, memory, steps => EmbeddingRun<T>.BytesOf(Tables, Axes, batch, mode, threads, steps));
        CarriedRows = new CarriedRows<T>(Memory, batch, mode);
        Division = new Division<T>(Tables, Axes, Memory, batch, threads);
        _tokens = new int[Tables.Inputs.Length][];
        _wanted = new bool[_tokens.Length];
        _operands = new AlignedArray<long>[threads];
        _scratch = new AlignedArray<T>?[threads];
        _rowRoom = new AlignedArray<T>?[threads];
        for (var thread = 0; thread < threads; thread++)
        {
            _operands[thread] = new AlignedArray<long>(Tables.OperandsRoom);
            foreach (var region in Tables.Regions)
                region.SetStrides(Memory.Addresses, new OperandList<T>(OperandsOf(thread) + region.OperandsStart));
            _scratch[thread] = mode == Mode.Train ? new AlignedArray<T>(ScratchLength(), cleared: false) : null;
            _rowRoom[thread] = Tables.RowRoom == 0 ? null : new AlignedArray<T>(Tables.RowRoom, cleared: false);
        }

        Embedded = new EmbeddingRun<T>(this);
        Losses = new LossMeans<T>(this);
        Run = new SequenceRun<T>(this);
    }

    /// <summary>Time steps of every run; of a network with several time axes, along the first.</summary>
    public int Steps => Axes[0].Steps;

    /// <summary>
    /// Time steps along the first axis that stand in memory at a time: all of them, unless the workspace was made for less memory than they take. A backward run computes the
    /// forward run of all but the last of them again.
    /// </summary>
    public int SegmentSteps => Memory.Segments.Length;

    /// <summary>Rows of every run.</summary>
    public int Batch { get; }

    /// <summary>Whether a backward run may follow a forward run.</summary>
    public Mode Mode { get; }

    /// <summary>How many threads a run may take.</summary>
    public int Threads { get; }

    /// <summary>Whether the taps of the definition are kept.</summary>
    public bool HasTaps { get; }

    /// <summary>
    /// Bytes of the values kept. Beside them stand token indexes, 4 bytes for each row and step, the number of rows at each step, 4 bytes, and room that doesn't grow with the steps.
    /// </summary>
    public long Bytes => Memory.Bytes + Embedded.Bytes;

    /// <summary>
    /// The loss of the last forward run: for each loss of the network its mean over the rows (and steps) that lie within their lengths, added up. 0 where there is no such row.
    /// </summary>
    /// <exception cref="InvalidOperationException">The network has no loss, or the run was given no targets.</exception>
    public double Loss => Losses.Sum();

    /// <summary>What random ops draw in training: the same seed, the same draws. To be changed between one update and the next, for a forward run and its backward run alike.</summary>
    public ulong Seed { get; set; }

    internal Recurrent<T> Cell { get; }

    /// <summary>Noise on the cell's parameters; null where there is none.</summary>
    internal NoisyParameters<T>? Noise { get; }

    /// <summary>The parameters that runs compute with.</summary>
    internal ParameterSet<T> Parameters => Noise?.Parameters ?? Cell.Parameters;

    /// <summary>How many steps of these sequences were done before step 0 of the first axis.</summary>
    internal long FirstStep { get; set; }

    /// <summary>Whether the last forward run started from a state of the caller's.</summary>
    internal bool IsStartGiven { get; set; }

    internal CellTables<T> Tables { get; }

    internal SlotMemory<T> Memory { get; }

    /// <summary>What scans carry from one segment of steps to the next.</summary>
    internal CarriedRows<T> CarriedRows { get; }

    /// <summary>What products of embedded tokens are looked up in.</summary>
    internal EmbeddingRun<T> Embedded { get; }

    internal SequenceRun<T> Run { get; }

    /// <summary>The time axes, in the order of the plan.</summary>
    internal AxisRun[] Axes { get; }

    /// <summary>The order of the rows in the present run.</summary>
    internal RowOrder RowOrder { get; }

    internal LossMeans<T> Losses { get; }

    /// <summary>How the threads of a run divide its work.</summary>
    internal Division<T> Division { get; }

    /// <summary>The rows of every sweep's blocks, in the place of what its values ask for; 0 for those. It changes no bit of the results.</summary>
    internal int SweepRows { get; set; }

    /// <summary>Whether the present run computes losses.</summary>
    internal bool RunsLoss { get; set; }

    internal T* ParameterPointer => Parameters.Pointer;

    internal T* GradientPointer { get; set; }

    /// <summary>Whether totals hold sums over all rows.</summary>
    internal bool TotalsSummed { get; set; }

    /// <summary>The parameter version that derived values were computed from; 0 for none.</summary>
    internal long DerivedVersion { get; set; }

    /// <summary>Time steps of every run along the axis called <paramref name="axis"/>.</summary>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public int StepsAlong(string axis)
    {
        for (var i = 0; i < Axes.Length; i++)
        {
            if (Tables.Plan.Axes[i] == axis)
                return Axes[i].Steps;
        }

        throw new ArgumentException($"{Tables.Plan.Name} has no time axis '{axis}'. It has: {string.Join(", ", Tables.Plan.Axes)}.", nameof(axis));
    }

    /// <summary>The mean of the loss called <paramref name="name"/> in the last forward run.</summary>
    /// <exception cref="ArgumentException">The network has no such loss.</exception>
    /// <exception cref="InvalidOperationException">The run was given no targets.</exception>
    public double LossOf(string name) => Losses.Of(name);

    /// <summary>Over how many rows, or steps of rows, <see cref="LossOf"/> is the mean: its weight where the losses of several runs are to be one mean.</summary>
    /// <inheritdoc cref="LossOf"/>
    public long LossCountOf(string name) => Losses.CountOf(name);

    /// <summary>
    /// Copies a tap's values of the last forward run, <c>[T, B, F]</c>, or <c>[B, F]</c> for a value that each sequence has once; 0 beyond a row's length. To be read
    /// before a backward run.
    /// </summary>
    /// <exception cref="ArgumentException">There is no tap of this name, or the span has another length.</exception>
    /// <exception cref="InvalidOperationException">The workspace was made without taps, or no forward run has filled it.</exception>
    public void ReadTap(string name, Span<T> destination)
    {
        if (!HasTaps)
            throw new InvalidOperationException($"This workspace was made without taps; pass taps: true to CreateWorkspace to read '{name}'.");
        var tap = Tables.Plan.Taps.FirstOrDefault(tap => tap.Name == name)
            ?? throw new ArgumentException($"{Tables.Plan.Name} has no tap '{name}'. It has: {string.Join(", ", Tables.Plan.Taps.Select(tap => tap.Name))}.", nameof(name));
        Run.RequireForward();
        var axis = Tables.Slots[tap.Source.Slot].Plan.Axis;
        Check.Length(destination.Length, StepsToCheck(axis), Batch, tap.Features, nameof(destination), "Tap", name);
        fixed (T* to = destination)
            Transfer.Export(this, tap.Source, tap.Features, to, 0, Along(axis).Steps, 0, Batch);
    }

    /// <summary>The steps that an array along an axis has, for <see cref="Check"/>.</summary>
    internal int StepsToCheck(int axis) => axis == SlotPlan.Once ? Check.Once : Axes[axis].Steps;

    /// <summary>A thread's room for the operands of all regions.</summary>
    internal long* OperandsOf(int thread) => _operands[thread].Pointer;

    /// <summary>A thread's room to gather deltas in; null outside training.</summary>
    internal T* ScratchOf(int thread)
    {
        var scratch = _scratch[thread];
        return scratch == null ? null : scratch.Pointer;
    }

    /// <summary>A thread's room to put rows together in; null where nothing is rearranged.</summary>
    internal T* RowRoomOf(int thread)
    {
        var room = _rowRoom[thread];
        return room == null ? null : room.Pointer;
    }

    internal T* BackwardPointer(int pack) => Parameters.Backward.Pointer(pack);

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

    /// <summary>Makes memory stand for the steps of a segment.</summary>
    internal void MoveTo(int segment)
    {
        Memory.MoveTo(segment);
        Memory.FillSteps(FirstStep, Memory.Segments.Begin, int.MaxValue);
        Embedded.MoveTo(Memory.Segments);
    }

    /// <summary>Waits until every thread of the run is here.</summary>
    internal void Meet() => Division.Gathering.Arrive();

    /// <summary>The time axis with this index; <see cref="SlotPlan.Once"/> for what each row has once: a single step that every row has.</summary>
    internal AxisRun Along(int axis) => axis == SlotPlan.Once ? _once : Axes[axis];

    /// <summary>Takes the lengths of a run, and orders its rows by them.</summary>
    internal void SetLengths(Lengths lengths)
    {
        RowOrder.Set(Axes, lengths);
        for (var i = 0; i < Axes.Length; i++)
            Axes[i].SetLengths(lengths[i], RowOrder);
    }

    /// <summary>
    /// Keeps tokens for the backward run, in the order of the run's rows; none stand for the first of the vocabulary everywhere. Beyond a row's length the caller may write what he likes.
    /// </summary>
    internal int* KeepTokens(int input, ReadOnlySpan<int> tokens)
    {
        var axis = Along(Tables.Inputs[input].Axis);
        var kept = _tokens[input] ??= GC.AllocateArray<int>(Math.Max(1, axis.Steps * Batch), pinned: true);
        if (tokens.IsEmpty)
            kept.AsSpan().Clear();
        for (var first = 0; first < tokens.Length; first += Batch)
        {
            for (var row = 0; row < Batch; row++)
                kept[first + row] = axis.Has(row, first / Batch) ? tokens[first + RowOrder.CallerRows[row]] : 0;
        }

        return TokensOf(input);
    }

    /// <summary>The tokens that the present run keeps of an input, in the order of its rows.</summary>
    internal int* TokensOf(int input) => (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_tokens[input], 0);

    private long ScratchLength()
    {
        long most = 0;
        foreach (var product in Tables.BackProducts.Select(product => (product.PackPanels, product.Left)).Concat(Tables.WeightGradients.Where(product => product.Embedded != null).Select(product => (product.PackPanels, Left: product.Right))))
            most = Math.Max(most, (long)product.PackPanels * Pass<T>.GatherPanel(Tables.Slots[product.Left.Slot].Plan.Gates));
        return most;
    }
}
