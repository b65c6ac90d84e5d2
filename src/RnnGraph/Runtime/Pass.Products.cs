using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <content>Products.</content>
public unsafe ref partial struct Pass<T>
{
    // From this size on deltas are gathered before their product with a transpose: read in place they'd come from as many pages as there are panels.
    private const int GatherBytes = 1 << 20;

    /// <summary>Rows of deltas gathered at a time.</summary>
    internal const int GatherRows = 48;

    /// <summary>From one panel of gathered deltas to the next; not a power of two.</summary>
    internal static int GatherPanel(int gates) => (GatherRows * gates * Vector<T>.Count) + 16;

    /// <summary>A product at every step.</summary>
    public void Project(int product)
    {
        if (_row != null)
        {
            _row->Add(product);
            return;
        }

        SplitByRows();
        var table = _tables.Products[product];
        for (int t = Begin, steps; t < End; t += steps)
        {
            steps = StepsTogether(table, t);
            Project(table, t, steps * RowsAt(t));
        }
    }

    /// <summary>A product at step <paramref name="t"/>.</summary>
    public void Project(int product, int t)
    {
        if (_row != null)
        {
            _row->Add(product);
            return;
        }

        SplitByRows();
        Project(_tables.Products[product], t, RowsAt(t));
    }

    /// <summary>A product and the body that reads it, panel by panel, so that the body finds the product in the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ProjectAndApply<TRegion>(int product, int region, int t)
        where TRegion : struct, IRegion<T>
    {
        if (_row != null)
        {
            _row->Add<TRegion>(product, _row->Regions + region);
            return;
        }

        SplitByRows();
        var table = _tables.Products[product];
        var regionTable = _tables.Regions[region];
        var rows = RowsAt(t);
        if (rows == 0)
            return;
        var (firstPanel, endPanel) = OwnPanels(table.PackPanels, PanelProduct.BlockPanels(table.Gates.Length, rows));

        // A single row's body waits for its own results: by itself, one panel's overlaps the next one's.
        var block = rows == 1 ? endPanel - firstPanel : PanelProduct.BlockPanels(table.Gates.Length, rows);
        Point(regionTable, firstPanel, _firstRow, t);
        for (var first = firstPanel; first < endPanel; first += block)
        {
            var end = Math.Min(first + block, endPanel);
            if (table.Accumulate && _workspace.Mode == Mode.Train)
                Fetch(table, t, rows, end, Math.Min(end + block, endPanel));
            ProjectPanels(table, t, rows, first, end);
            ApplyPanels<TRegion>(regionTable, first, end, t, rows);
        }
    }

    /// <summary>
    /// Fetches panels of a product's target, which training keeps for all steps, so far away, while the panels before them are computed: 1.5 to 2 % of a training step of 256 units. Not where rows lie
    /// whole: of a panel there is a little in each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Fetch(ProductTable table, int t, int rows, int first, int end)
    {
        ref var target = ref _slots[table.Right.Slot];
        if (target.RowStride > target.PanelStride)
            return;
        var to = RowsOf(table.Right, t);
        for (var panel = first; panel < end; panel++)
            RowFetch.Start(to + (panel * target.PanelStride), rows * target.RowStride);
    }

    /// <summary>A product with a transpose at step <paramref name="t"/>.</summary>
    public void BackProject(int backProduct, int t)
    {
        SplitByRows();
        var table = _tables.BackProducts[backProduct];
        if (!_workspace.IsUnwanted(table.Right))
            BackProject(table, t, RowsAt(t), gather: false);
    }

    /// <summary>A product with a transpose at every step.</summary>
    public void BackProject(int backProduct)
    {
        SplitByRows();
        var table = _tables.BackProducts[backProduct];
        if (_workspace.IsUnwanted(table.Right))
            return;
        for (int t = Begin, steps; t < End; t += steps)
        {
            steps = StepsTogether(table, t);
            BackProject(table, t, steps * RowsAt(t), gather: true);
        }
    }

    /// <summary>The gradient of a pack over all steps and all rows; every thread computes some of its panels.</summary>
    public void WeightGradient(int weightGradient)
    {
        SplitByPanels();
        var table = _tables.WeightGradients[weightGradient];
        if (table.Embedded is { } embedded)
        {
            EmbeddedGradient(table, embedded);
            return;
        }

        var (first, end) = PanelsOf(table.PackPanels, 1);
        ref var left = ref _slots[table.Left.Slot];
        ref var delta = ref _slots[table.Right.Slot];
        var gradient = _workspace.GradientPointer + table.PackOffset;

        // What each row has once is read again at every step.
        var isSpread = left.Mask == 0 || delta.Mask == 0;
        for (int t = Begin, steps; t < End; t += steps)
        {
            steps = isSpread ? 1 : StepsAlike(t);
            var deltas = delta.At(t + table.Right.Offset);
            if (left.Tokens == null)
            {
                GradientProduct.Run(
                    table, gradient, new StepRows<T>(left.At(t + table.Left.Offset), left.RowStride, left.StepStride), new StepRows<T>(deltas, delta.RowStride, delta.StepStride), delta.PanelStride,
                    RowsOfAll(t), steps, first, end);
                continue;
            }

            steps = isSpread ? 1 : StepsGapless(t);
            TokenRows.Scatter(
                table, gradient, TokenRows.PackPanel<T>(table), left.Tokens + (t * left.TokenStride), deltas, delta.RowStride, delta.PanelStride, steps * RowsOfAll(t), first, end);
        }
    }

    /// <summary>Of the rows of all threads how many step <paramref name="t"/> is computed for.</summary>
    private readonly int RowsOfAll(int t) => t < _leastLength ? _workspace.Batch : _axis.RowsAt[t];

    /// <summary>How many steps from <paramref name="t"/> on are computed for the same rows.</summary>
    private readonly int StepsAlike(int t)
    {
        if (t < _leastLength)
            return Math.Min(End, _leastLength) - t;
        var end = t + 1;
        while (end < End && _axis.RowsAt[end] == _axis.RowsAt[t])
            end++;
        return end - t;
    }

    /// <summary>How many steps from <paramref name="t"/> on are computed for all rows, so that the rows of one lie behind those of the one before.</summary>
    private readonly int StepsGapless(int t) => t < _leastLength ? StepsAlike(t) : 1;

    /// <summary>How many steps from <paramref name="t"/> on a product takes together, as their rows lie behind one another: where all rows are this pass's.</summary>
    private readonly int StepsTogether(ProductTable table, int t) => t >= _leastLength || _endRow - _firstRow != _workspace.Batch ? 1
        : Math.Min(Math.Min(End, _leastLength) - t, Math.Min(Contiguous(table.Left, t), Contiguous(table.Right, t)));

    private readonly int Contiguous(SlotRef value, int t) => _slots[value.Slot].ContiguousFrom(t + value.Offset);

    /// <summary>A product of some rows from step <paramref name="t"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Project(ProductTable table, int t, int rows)
    {
        if (rows == 0)
            return;
        if (table.Embedded is { } embedded)
        {
            ProjectEmbedded(table, embedded, t, rows);
            return;
        }

        var (first, end) = OwnPanels(table.PackPanels, PanelProduct.BlockPanels(table.Gates.Length, rows));
        ProjectPanels(table, t, rows, first, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ProjectPanels(ProductTable table, int t, int rows, int first, int end)
    {
        ref var left = ref _slots[table.Left.Slot];
        ref var target = ref _slots[table.Right.Slot];
        var pack = _workspace.ParameterPointer + table.PackOffset;
        var to = RowsOf(table.Right, t);
        if (left.Tokens != null)
        {
            var tokens = left.Tokens + (t * left.TokenStride) + _firstRow;
            TokenRows.Gather(table, pack, TokenRows.PackPanel<T>(table), tokens, to, target.RowStride, target.PanelStride, rows, first, end);
        }
        else
        {
            // A single row reads every weight once: the way back finds in the cache what the way there read last.
            var downwards = rows == 1 && (t & 1) != 0;
            PanelProduct.Run(table, pack, RowsOf(table.Left, t), left.RowStride, to, target.RowStride, target.PanelStride, rows, first, end, downwards);
        }
    }

    private readonly void BackProject(ProductTable table, int t, int rows, bool gather)
    {
        if (rows == 0)
            return;
        ref var delta = ref _slots[table.Left.Slot];
        ref var target = ref _slots[table.Right.Slot];
        var (first, end) = OwnPanels(Panel<T>.Count(table.Pack.Inputs), BackwardCopies<T>.BlockPanels);
        BackProject(
            table, RowsOf(table.Left, t), delta.RowStride, delta.PanelStride, RowsOf(table.Right, t) + (table.Right.Gate * Vector<T>.Count), target.RowStride, target.PanelStride,
            rows, gather && delta.PanelStride >= delta.StepStride, first, end);
    }

    /// <summary>A product with a transpose: some panels of inputs of some rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void BackProject(
        ProductTable table, T* from, nint deltaRow, nint deltaPanel, T* to, nint targetRow, nint targetPanel, int rows, bool gather, int firstPanel, int endPanel)
    {
        var copy = _workspace.BackwardPointer(table.PackIndex);
        if (!gather || table.PackPanels * deltaPanel * sizeof(T) <= GatherBytes)
        {
            TransposedProduct.Run(table, copy, from, deltaRow, deltaPanel, to, targetRow, targetPanel, rows, firstPanel, endPanel);
            return;
        }

        var panelStride = GatherPanel((int)(deltaRow / Vector<T>.Count));
        for (var first = 0; first < rows; first += GatherRows)
        {
            var count = Math.Min(GatherRows, rows - first);
            var length = count * deltaRow;
            for (var panel = 0; panel < table.PackPanels; panel++)
            {
                var source = from + (panel * deltaPanel) + (first * deltaRow);
                new ReadOnlySpan<T>(source, (int)length).CopyTo(new Span<T>(_scratch + ((nint)panel * panelStride), (int)length));
            }

            TransposedProduct.Run(table, copy, _scratch, deltaRow, panelStride, to + (first * targetRow), targetRow, targetPanel, count, firstPanel, endPanel);
        }
    }
}
