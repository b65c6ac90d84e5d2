using System.Numerics;
using System.Runtime.InteropServices;
using RnnGraph.Runtime.Segments;

namespace RnnGraph.Runtime;

/// <summary>
/// The memory of one workspace: every slot of the plan at its offset in one pinned block, each on a cache line of its own. Slots have room for the steps of one segment;
/// <see cref="MoveTo"/> says which.
/// </summary>
internal sealed unsafe partial class SlotMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CellTables<T> _tables;
    private readonly SlotAddress<T>[] _addresses;
    private readonly AlignedArray<T> _values;
    private readonly long[] _offsets;
    private readonly AxisRun[] _axes;
    private readonly int _batch;
    private readonly Mode _mode;
    private readonly bool _taps;
    private readonly bool _isWhole;

    /// <summary>Lays out the slots.</summary>
    /// <param name="tables">The plan.</param>
    /// <param name="parameters">The parameters, which some slots stand for.</param>
    /// <param name="axes">The steps along each time axis.</param>
    /// <param name="batch">Rows.</param>
    /// <param name="mode">Which windows the slots have.</param>
    /// <param name="taps">Whether taps are kept.</param>
    /// <param name="streaming">Whether single steps are run, one after another.</param>
    /// <param name="memory">The most bytes that this, the checkpoints, and what stands beside it take; null for any number.</param>
    /// <param name="beside">The bytes that stand beside it, by the steps of a segment.</param>
    public SlotMemory(
        CellTables<T> tables, ParameterSet<T> parameters, AxisRun[] axes, int batch, Mode mode, bool taps, bool streaming, long? memory, Func<int, long> beside)
    {
        (_tables, _axes, _batch, _mode, _taps) = (tables, axes, batch, mode, taps);
        _isWhole = mode == Mode.Train || (tables.Plan.RunsWhole && !streaming);
        _addresses = GC.AllocateArray<SlotAddress<T>>(Math.Max(1, tables.Slots.Length), pinned: true);
        Addresses = (SlotAddress<T>*)Marshal.UnsafeAddrOfPinnedArrayElement(_addresses, 0);
        _offsets = new long[tables.Slots.Length];
        Carried = [.. Indexes(slot => slot.Plan.Evaluate != Window.None && WindowOf(slot) is Window.Two or Window.StepsPlusOne)];
        CarriedBack = [.. Indexes(slot => slot.Plan.Evaluate == Window.None && WindowOf(slot) == Window.StepsPlusOne)];
        CheckpointLength = Carried.Sum(slot => (long)batch * tables.Slots[slot].Panels * Panel<T>.Lanes);

        // A training run keeps every step, so that nothing stays in a cache anyway.
        BlockRows = mode == Mode.Train ? batch : BlockOf(batch, Carried.Sum(slot => (long)batch * tables.Slots[slot].Panels * Panel<T>.Lanes * sizeof(T) * (tables.Slots[slot].IsReplaced ? 1 : 2)));
        ChunkSteps = ChooseChunk(axes[0].Steps);
        Segments = memory is { } most ? Fit(most, beside) : StepSegments.Whole(axes[0].Steps);
        _values = new AlignedArray<T>(LayOut(Segments.Length), cleared: false);
        if (WorkspaceFill.WithNaN)
            _values.Span.Fill(T.NaN);
        for (var i = 0; i < _offsets.Length; i++)
        {
            var window = tables.Slots[i].WindowIn(mode);
            if (window == Window.Parameter)
                Addresses[i].Base = parameters.Pointer + parameters.Layout.Find(tables.Slots[i].Plan.Name).Offset;
            else if (window != Window.None)
                Addresses[i].Base = FirstOf(i);
            if (window is Window.ReciprocalSize or Window.FeatureIndex)
                FillConstant(tables.Slots[i], Addresses[i].Base);
        }
    }

    /// <summary>One per slot of the plan.</summary>
    public SlotAddress<T>* Addresses { get; }

    /// <summary>The steps along the first axis, of which those of the present segment stand in memory.</summary>
    public StepSegments Segments { get; }

    /// <summary>Steps that an evaluating run takes at a time within a segment, a power of two; as many as a segment has where it takes all.</summary>
    public int ChunkSteps { get; private set; }

    /// <summary>Rows that a forward run takes through a chunk together, before the next: as many as all where they are few. It changes no bit of the results.</summary>
    public int BlockRows { get; set; }

    /// <summary>The slots that scans of the forward run carry from one segment to the next.</summary>
    public int[] Carried { get; }

    /// <summary>The slots with steps of a segment that scans of the backward run carry to the segment before.</summary>
    public int[] CarriedBack { get; }

    /// <summary>The values of <see cref="Carried"/> before one step.</summary>
    public long CheckpointLength { get; }

    /// <summary>The bytes of the slots and the checkpoints.</summary>
    public long Bytes => (_values.Length + CheckpointsLength(Segments.Length)) * sizeof(T);

    /// <summary>The first step that a slot keeps: panel 0, row 0, gate 0.</summary>
    public T* FirstOf(int slot) => _values.Pointer + _offsets[slot];

    /// <summary>Makes memory stand for the steps of a segment.</summary>
    public void MoveTo(int segment)
    {
        Segments.Current = segment;
        for (var i = 0; i < _offsets.Length; i++)
        {
            // Kernels count steps from the first of the run, so that the base stands where that would be.
            if (IsMoved(i))
                Addresses[i].Base = FirstOf(i) - (Segments.Begin * Addresses[i].StepStride);
        }
    }

    /// <summary>Whether a slot keeps the steps of one segment only.</summary>
    public bool IsMoved(int slot) => _tables.Slots[slot].Plan.Axis == 0 && Addresses[slot].Base != null && Addresses[slot].Mask < 0 && !KeepsAll(_tables.Slots[slot]);

    /// <summary>The step before which the rows of a run end: what is carried to an end of a scan along a slot's axis stands there. A segment that a row doesn't reach it passes through with no step.</summary>
    public int EndOf(int slot, int row)
    {
        var axis = _tables.Slots[slot].Plan.Axis;
        if (axis == SlotPlan.Once)
            return 0;
        var end = _axes[axis].EndOf(row);
        return IsMoved(slot) ? Math.Clamp(end, Segments.Begin, Segments.End) : end;
    }

    /// <summary>Writes the numbers of some steps to the slots that hold them.</summary>
    /// <param name="first">How many steps were done before step 0 along the first axis; along the others each run begins anew.</param>
    /// <param name="begin">The first step.</param>
    /// <param name="end">The step after the last; a slot that has fewer takes as many as it has.</param>
    public void FillSteps(long first, int begin, int end)
    {
        for (var i = 0; i < _tables.Slots.Length; i++)
        {
            var plan = _tables.Slots[i].Plan;
            if (plan.Train != Window.StepIndex)
                continue;
            ref var slot = ref Addresses[i];
            for (var t = begin; t < Math.Min(end, begin + slot.Steps); t++)
            {
                var index = plan.Axis == 0 ? first + t : t;
                var value = plan.Period == 0 ? T.CreateTruncating(index) : index % plan.Period == 0 ? T.One : T.Zero;
                Vector<T>.Zero.WithElement(0, value).Store(slot.At(t));
            }
        }
    }

    private static void FillConstant(SlotTable slot, T* values)
    {
        var padded = new Span<T>(values, slot.Panels * Panel<T>.Lanes);
        padded.Clear();
        for (var feature = 0; feature < slot.Features; feature++)
            padded[feature] = slot.Plan.Train == Window.FeatureIndex ? T.CreateTruncating(feature) : T.One / T.CreateTruncating(slot.Features);
    }

    private IEnumerable<int> Indexes(Func<SlotTable, bool> isMeant) =>
        Enumerable.Range(0, _tables.Slots.Length).Where(i => _tables.Slots[i].Plan.Axis == 0 && !KeepsAll(_tables.Slots[i]) && isMeant(_tables.Slots[i]));
}
