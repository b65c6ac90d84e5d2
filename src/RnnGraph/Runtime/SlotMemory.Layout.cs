using RnnGraph.Runtime.Segments;

namespace RnnGraph.Runtime;

/// <content>
/// How many steps each slot keeps, and how they lie. Panels are padded apart so that their strides aren't powers of two, which would map them all to the same cache sets.
/// </content>
internal sealed unsafe partial class SlotMemory<T>
{
    private const int PanelPaddingBytes = 256;

    // The steps of a chunk stay in the second-level cache between the input product and the loop.
    private const int ChunkBytes = 384 * 1024;

    // With less rows the input product would run on tiles that aren't full.
    private const int LeastChunkRows = 8;

    // What scans carry of all rows stays in the third-level cache from one step to the next; where it wouldn't, that of some rows does.
    private const int CarriedBytes = 8 << 20;
    private const int LeastBlockRows = 4;

    private static int Line => AlignedArray<T>.Alignment / sizeof(T);

    /// <summary>How many rows go through a chunk of steps together: all, unless what scans carry of them is more than a cache holds, as of matrices of features.</summary>
    /// <param name="batch">All rows.</param>
    /// <param name="carried">The bytes of all rows that scans carry, before a step and after it.</param>
    internal static int BlockOf(int batch, long carried) => carried <= CarriedBytes ? batch : Math.Max(LeastBlockRows, (int)(batch * (CarriedBytes / 2L) / carried));

    private int ChooseChunk(int steps)
    {
        if (_isWhole)
            return Math.Max(1, steps);
        long perStep = 1;
        foreach (var slot in _tables.Slots)
        {
            if (slot.Plan.Evaluate is Window.Chunk or Window.ChunkPlusOne or Window.External)
                perStep += (long)Math.Min(_batch, BlockRows) * slot.Panels * slot.Plan.Gates * Panel<T>.Lanes * sizeof(T);
        }

        var most = Math.Max(ChunkBytes / perStep, (LeastChunkRows + _batch - 1) / _batch);
        var chunk = 1;
        while (chunk * 2 <= most && chunk < steps)
            chunk *= 2;
        return chunk;
    }

    /// <summary>Cuts the steps in as few segments as fit in <paramref name="memory"/> bytes; where chunks of steps are run, these are made shorter.</summary>
    private StepSegments Fit(long memory, Func<int, long> beside)
    {
        var steps = _axes[0].Steps;
        var whole = StepSegments.Whole(steps);
        long BytesOf(int length) => ((LayOut(length) + CheckpointsLength(length)) * sizeof(T)) + beside(length);
        if (_isWhole && _tables.Plan.SegmentsObstacle == null)
        {
            var segments = StepSegments.Fewest(steps, BytesOf, memory, out var least) ?? throw TooLittle(memory, $"the least that works is {least} bytes");
            ChunkSteps = segments.Length;
            return segments;
        }

        while (!_isWhole && ChunkSteps > 1 && BytesOf(whole.Length) > memory)
            ChunkSteps /= 2;
        var taken = BytesOf(whole.Length);
        if (taken <= memory)
            return whole;
        throw TooLittle(memory, _isWhole ? $"it takes {taken} bytes, as it has to take all steps at once: {_tables.Plan.SegmentsObstacle}" : $"the least that works is {taken} bytes");
    }

    private ArgumentOutOfRangeException TooLittle(long memory, string because) => new(
        nameof(memory), memory, $"A run of {_tables.Plan.Name} over {_axes[0].Steps} steps and {_batch} rows ({_mode}) doesn't fit in {memory} bytes of memory; {because}.");

    /// <summary>The values of all checkpoints: one for each segment but the last, from which the way back starts.</summary>
    private long CheckpointsLength(int length) =>
        _mode == Mode.Train ? (StepSegments.CountOf(_axes[0].Steps, length) - 1) * CheckpointLength : 0;

    /// <summary>Gives every slot its strides and its offset, for segments of a length; returns how many values all take.</summary>
    private long LayOut(int length)
    {
        long end = 0;
        for (var i = 0; i < _offsets.Length; i++)
        {
            var slot = _tables.Slots[i];
            _offsets[i] = end;
            end += Describe(i, slot.Plan.Axis == SlotPlan.Once ? 1 : slot.Plan.Axis == 0 && !KeepsAll(slot) ? Math.Min(length, _axes[0].Steps) : _axes[slot.Plan.Axis].Steps);
            end = (end + Line - 1) / Line * Line;
        }

        return end;
    }

    /// <summary>
    /// Whether a slot keeps all steps of the run, not those of a segment: a tap that was asked for, and what the caller gave, as he isn't asked again when a segment is run
    /// again. (Of tokens their numbers are kept, which are less.)
    /// </summary>
    private bool KeepsAll(SlotTable slot) => (_taps && slot.IsTap) || (_mode == Mode.Train && slot.IsGiven);

    /// <summary>Fills in a slot's strides and returns how many values it takes.</summary>
    private long Describe(int index, int steps)
    {
        var slot = _tables.Slots[index];
        ref var address = ref Addresses[index];
        var lanes = Panel<T>.Lanes;
        address.Panels = slot.Panels;
        address.Gates = slot.Plan.Gates;
        address.TokenStride = slot.Plan.Axis == SlotPlan.Once ? 0 : _batch;
        var perRow = slot.Plan.Gates * lanes;
        var window = slot.WindowIn(_mode);
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
                (address.Steps, address.Mask) = Keep(slot, steps);
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
        if (!slot.IsMultiplied)
        {
            address.PanelStride = (nint)_batch * perRow;
            address.StepStride = slot.Panels * address.PanelStride;
            return (long)address.Steps * address.StepStride;
        }

        address.StepStride = (nint)_batch * perRow;
        address.PanelStride = (address.Steps * address.StepStride) + (PanelPaddingBytes / sizeof(T));
        return (long)slot.Panels * address.PanelStride;
    }

    /// <summary>How many steps of a slot are kept, and the mask that numbers them.</summary>
    private (int Steps, nint Mask) Keep(SlotTable slot, int steps)
    {
        if (slot.Plan.Axis == SlotPlan.Once)
            return (1, 0);
        return WindowOf(slot) switch
        {
            Window.One => (1, 0),
            Window.Two when slot.IsReplaced && _mode == Mode.Evaluate => (1, 0),
            Window.Two => (2, 1),
            Window.Chunk => (ChunkSteps, ChunkSteps - 1),
            Window.ChunkPlusOne => (2 * ChunkSteps, (2 * ChunkSteps) - 1),
            Window.StepsPlusOne => (steps + 1, -1),
            _ => (steps, -1),
        };
    }

    /// <summary>A slot's window in this workspace: what the caller sees has one more step where it is carried.</summary>
    private Window WindowOf(SlotTable slot)
    {
        var window = slot.WindowIn(_mode);
        var carried = window is Window.Two or Window.ChunkPlusOne or Window.StepsPlusOne || slot.IsState;
        var isSeen = slot.IsOutput || window is Window.Chunk or Window.ChunkPlusOne or Window.External;
        if ((_isWhole && isSeen) || (_taps && slot.IsTap))
            return carried ? Window.StepsPlusOne : Window.Steps;
        return !isSeen ? window : carried ? Window.ChunkPlusOne : Window.Chunk;
    }
}
