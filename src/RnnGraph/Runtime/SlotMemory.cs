using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGraph.Runtime;

/// <summary>
/// The memory of one workspace: every slot of the plan at its offset in one pinned block, each on a cache line of its own. Panels are padded apart so that
/// their strides aren't powers of two, which would map them all to the same cache sets.
/// </summary>
internal sealed unsafe class SlotMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int PanelPaddingBytes = 256;

    // The steps of a chunk stay in the second-level cache between the input product and the loop.
    private const int ChunkBytes = 384 * 1024;

    // With less rows the input product would run on tiles that aren't full.
    private const int LeastChunkRows = 8;

    private readonly CellTables<T> _tables;
    private readonly SlotAddress<T>[] _addresses;
    private readonly AlignedArray<T> _values;
    private readonly int _batch;
    private readonly bool _isWhole;

    /// <summary>Lays out the slots.</summary>
    /// <param name="tables">The plan.</param>
    /// <param name="parameters">The parameters, which some slots stand for.</param>
    /// <param name="axes">The steps along each time axis.</param>
    /// <param name="batch">Rows.</param>
    /// <param name="mode">Which windows the slots have.</param>
    /// <param name="taps">Whether taps are kept.</param>
    /// <param name="streaming">Whether single steps are run, one after another.</param>
    public SlotMemory(CellTables<T> tables, ParameterSet<T> parameters, AxisRun[] axes, int batch, Mode mode, bool taps, bool streaming)
    {
        _tables = tables;
        _batch = batch;
        _isWhole = mode == Mode.Train || (tables.Plan.RunsWhole && !streaming);
        var steps = axes[0].Steps;
        _addresses = GC.AllocateArray<SlotAddress<T>>(Math.Max(1, tables.Slots.Length), pinned: true);
        Addresses = (SlotAddress<T>*)Marshal.UnsafeAddrOfPinnedArrayElement(_addresses, 0);
        ChunkSteps = _isWhole ? Math.Max(1, steps) : ChooseChunk(steps);
        var offsets = new long[tables.Slots.Length];
        long end = 0;
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = end;
            end += Describe(i, tables.Slots[i].Plan.Axis == SlotPlan.Once ? 1 : axes[tables.Slots[i].Plan.Axis].Steps, mode, taps);
            end = (end + Line - 1) / Line * Line;
        }

        _values = new AlignedArray<T>(end, cleared: false);
        if (WorkspaceFill.WithNaN)
            _values.Span.Fill(T.NaN);
        for (var i = 0; i < offsets.Length; i++)
        {
            if (tables.Slots[i].WindowIn(mode) == Window.Parameter)
                Addresses[i].Base = parameters.Pointer + parameters.Layout.Find(tables.Slots[i].Plan.Name).Offset;
            else if (tables.Slots[i].WindowIn(mode) != Window.None)
                Addresses[i].Base = _values.Pointer + offsets[i];
            if (tables.Slots[i].WindowIn(mode) is Window.ReciprocalSize or Window.FeatureIndex)
                FillConstant(tables.Slots[i], Addresses[i].Base);
        }
    }

    /// <summary>One per slot of the plan.</summary>
    public SlotAddress<T>* Addresses { get; }

    /// <summary>Steps that an evaluating run takes at a time, a power of two; in training all.</summary>
    public int ChunkSteps { get; }

    public long Bytes => (long)_values.Length * sizeof(T);

    private static int Line => AlignedArray<T>.Alignment / sizeof(T);

    private int ChooseChunk(int steps)
    {
        long perStep = 1;
        foreach (var slot in _tables.Slots)
        {
            if (slot.Plan.Evaluate is Window.Chunk or Window.ChunkPlusOne or Window.External)
                perStep += (long)_batch * slot.Panels * slot.Plan.Gates * Panel<T>.Lanes * sizeof(T);
        }

        var most = Math.Max(ChunkBytes / perStep, (LeastChunkRows + _batch - 1) / _batch);
        var chunk = 1;
        while (chunk * 2 <= most && chunk < steps)
            chunk *= 2;
        return chunk;
    }

    /// <summary>Fills in a slot's strides and returns how many values it takes.</summary>
    private long Describe(int index, int steps, Mode mode, bool taps)
    {
        var slot = _tables.Slots[index];
        ref var address = ref Addresses[index];
        var lanes = Panel<T>.Lanes;
        address.Panels = slot.Panels;
        address.Gates = slot.Plan.Gates;
        address.TokenStride = slot.Plan.Axis == SlotPlan.Once ? 0 : _batch;
        var perRow = slot.Plan.Gates * lanes;
        var window = slot.WindowIn(mode);
        switch (window)
        {
            case Window.None:
                // Tokens may stand for what isn't kept.
                address.Mask = slot.Plan.Axis == SlotPlan.Once ? 0 : -1;
                return 0;
            case Window.Parameter:
            case Window.Derived:
            case Window.ReciprocalSize:
            case Window.FeatureIndex:
                address.PanelStride = perRow;
                return window == Window.Parameter ? 0 : (long)slot.Panels * perRow;
            case Window.StepIndex:
                (address.Steps, address.Mask) = (Math.Max(1, steps), steps > 1 ? -1 : 0);
                address.StepStride = address.PanelStride = lanes;
                return (long)address.Steps * lanes;
            case Window.Total:
                address.PanelStride = perRow;
                address.RowStride = (nint)slot.Panels * perRow;
                return (long)RowChunks.Count(_batch) * address.RowStride;
            default:
                (address.Steps, address.Mask) = Keep(slot, window, steps, mode, taps);
                break;
        }

        if (slot.Plan.Layout == SlotLayout.Rows)
        {
            address.PanelStride = lanes;
            address.RowStride = (nint)slot.Panels * perRow;
            address.StepStride = _batch * address.RowStride;
            return (long)address.Steps * address.StepStride;
        }

        address.RowStride = perRow;
        address.StepStride = (nint)_batch * perRow;
        address.PanelStride = (address.Steps * address.StepStride) + (PanelPaddingBytes / sizeof(T));
        return (long)slot.Panels * address.PanelStride;
    }

    private static void FillConstant(SlotTable slot, T* values)
    {
        var padded = new Span<T>(values, slot.Panels * Panel<T>.Lanes);
        padded.Clear();
        for (var feature = 0; feature < slot.Features; feature++)
            padded[feature] = slot.Plan.Train == Window.FeatureIndex ? T.CreateTruncating(feature) : T.One / T.CreateTruncating(slot.Features);
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

    /// <summary>How many steps of a slot are kept, and the mask that numbers them.</summary>
    private (int Steps, nint Mask) Keep(SlotTable slot, Window window, int steps, Mode mode, bool taps)
    {
        if (slot.Plan.Axis == SlotPlan.Once)
            return (1, 0);
        var carried = window is Window.Two or Window.ChunkPlusOne or Window.StepsPlusOne || slot.IsState;
        if ((_isWhole && (slot.IsOutput || window is Window.Chunk or Window.ChunkPlusOne or Window.External)) || (taps && slot.IsTap))
            window = carried ? Window.StepsPlusOne : Window.Steps;
        else if (mode == Mode.Evaluate && (slot.IsOutput || window is Window.Chunk or Window.ChunkPlusOne or Window.External))
            return carried ? (2 * ChunkSteps, (2 * ChunkSteps) - 1) : (ChunkSteps, ChunkSteps - 1);
        return window switch
        {
            Window.One => (1, 0),
            Window.Two => (2, 1),
            Window.StepsPlusOne => (steps + 1, -1),
            _ => (steps, -1),
        };
    }
}
