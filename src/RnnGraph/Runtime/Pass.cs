using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;
using RnnGraph.Runtime.Threads;

namespace RnnGraph.Runtime;

/// <summary>
/// One thread's part of a run: some rows of the batch over some steps. The methods are the instructions of which an emitted driver consists; ids are
/// indexes into the tables of the <see cref="CellPlan"/>. What a streaming step runs through is compiled once and for all, so that its time doesn't change under way.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public unsafe ref partial struct Pass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Workspace<T> _workspace;
    private readonly CellTables<T> _tables;
    private readonly SlotAddress<T>* _slots;
    private readonly long* _operands;
    private readonly T* _scratch;
    private readonly int _thread;
    private readonly int _firstRow;
    private readonly int _endRow;
    private readonly int _begin;
    private readonly int _end;
    private readonly RowStep<T>* _row;
    private AxisRun _axis;
    private int _leastLength;
    private long _firstStep;
    private bool _splitByPanels;
    private int _sweepBegin;
    private int _sweepEnd;
    private int _blockSteps;
    private bool _isSwept;
    private bool _sharesRows;
    private Gathering _gathering;
    private int _member;
    private int _members;
    private int _stages;
    private int _teams;
    private int _team;
    private int _blocksDone;
    private bool _isBehind;
    private int _stagesBegin;
    private int _stagesEnd;

    internal Pass(Workspace<T> workspace, int thread, int begin, int end, int firstRow, int endRow)
    {
        _workspace = workspace;
        _tables = workspace.Tables;
        _slots = workspace.Memory.Addresses;
        _operands = workspace.OperandsOf(thread);
        _scratch = workspace.ScratchOf(thread);
        _thread = thread;
        _firstRow = firstRow;
        _endRow = endRow;
        _begin = begin;
        _end = end;
        _gathering = workspace.Division.Gathering;
        JoinAll();
        _axis = workspace.Axes[0];
        Along(0);
    }

    /// <summary>The first step.</summary>
    public int Begin { get; private set; }

    /// <summary>The step after the last.</summary>
    public int End { get; private set; }

    /// <summary>What follows runs along the time axis with this index. A pass begins along the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Along(int axis)
    {
        var run = _workspace.Axes[axis];
        (Begin, End) = axis == 0 ? (_begin, _end) : (0, run.Steps);
        if (run.IsRagged)
            End = Math.Max(Begin, Math.Min(End, run.Longest));
        _firstStep = axis == 0 ? _workspace.FirstStep : 0;
        _axis = run;
        _leastLength = run.LeastLength;
    }

    /// <summary>
    /// What follows runs once for each row: a single step that every row has.
    /// </summary>
    /// <param name="atEnd">Of a run in segments, whether it belongs to the last of them, as scans end with it or, on the way back, start from it; otherwise it belongs to the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Once(bool atEnd = false)
    {
        var segments = _workspace.Memory.Segments;
        (Begin, End) = (0, (atEnd ? segments.IsLast : segments.IsFirst) ? 1 : 0);
        _leastLength = int.MaxValue;
    }

    /// <summary>Copies a carried value from or to an end of its scan.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyRows(int copy)
    {
        SplitByRows();
        if (IsBystander)
            return;
        var plan = _tables.RowCopies[copy];
        if (!StandsAtEnd(plan.Target, plan.TargetAtEnd) || !StandsAtEnd(plan.Source, plan.SourceAtEnd))
            return;
        ref var to = ref _slots[plan.Target.Slot];
        for (var row = _firstRow; row < _endRow; row++)
        {
            var target = AtEnd(plan.Target, plan.TargetAtEnd, row);
            if (plan.Source.Slot < 0)
                RowFill.Fill(target, to.RowStride, to.PanelStride, 1, _tables.Slots[plan.Target.Slot].Features, T.CreateTruncating(plan.Number));
            else
                RowFill.Copy(AtEnd(plan.Source, plan.SourceAtEnd, row), _slots[plan.Source.Slot].RowStride, _slots[plan.Source.Slot].PanelStride, target, to.RowStride, to.PanelStride, 1, to.Panels);
        }
    }

    /// <summary>Whether the present segment has the end of a scan that a value stands at; what doesn't have steps stands at none.</summary>
    private readonly bool StandsAtEnd(SlotRef value, bool isAtEnd) =>
        value.Slot < 0 || _tables.Slots[value.Slot].Plan.Axis != 0 || _slots[value.Slot].StepStride == 0
        || (isAtEnd ? _workspace.Memory.Segments.IsLast : _workspace.Memory.Segments.IsFirst);

    private readonly T* AtEnd(SlotRef value, bool isAtEnd, int row)
    {
        ref var slot = ref _slots[value.Slot];
        return slot.At((isAtEnd ? _workspace.Memory.EndOf(value.Slot, row) : 0) + value.Offset) + (row * slot.RowStride) + (value.Gate * Vector<T>.Count);
    }

    /// <summary>Runs a body at step <paramref name="t"/>.</summary>
    public void Apply<TRegion>(int region, int t)
        where TRegion : struct, IRegion<T>
    {
        if (_row != null)
        {
            _row->Add<TRegion>(_row->Regions + region);
            return;
        }

        SplitByRows();
        ApplyOwn<TRegion>(_tables.Regions[region], t);
    }

    /// <summary>Runs a body at every step.</summary>
    public void Apply<TRegion>(int region)
        where TRegion : struct, IRegion<T>
    {
        if (_row != null)
        {
            _row->Add<TRegion>(_row->Regions + region);
            return;
        }

        SplitByRows();
        for (var t = Begin; t < End; t++)
            ApplyOwn<TRegion>(_tables.Regions[region], t);
    }

    /// <summary>Adds up the totals over all rows, once all threads have come here with all steps; what follows may derive from them.</summary>
    public void SumTotals()
    {
        _workspace.Meet();
        if (Derives)
            _workspace.SumTotals();
    }

    /// <summary>Runs a body over parameters, totals and what is derived from them alone: one row, no step, on one thread.</summary>
    public readonly void Derive<TRegion>(int region)
        where TRegion : struct, IRegion<T>
    {
        if (!Derives)
            return;
        var table = _tables.Regions[region];
        Point(table, 0, 0, 0);
        RegionLoop.Full<T, TRegion>(table, OperandsOf(table), table.Panels, table.LastMask, 0, 1);
    }

    /// <summary>Reduces the features of every row at step <paramref name="t"/>.</summary>
    public void Reduce(int reduction, int t)
    {
        SplitByRows();
        if (!IsBystander)
            Reduce(reduction, t, RowsAt(t));
    }

    private readonly void Reduce(int reduction, int t, int rows)
    {
        var plan = _tables.Reductions[reduction];
        ref var source = ref _slots[plan.Source.Slot];
        ref var target = ref _slots[plan.Target.Slot];
        RowReduction.Run(
            plan.Kind,
            RowsOf(plan.Source, t) + (plan.Source.Gate * Vector<T>.Count),
            source.RowStride,
            source.PanelStride,
            _tables.Slots[plan.Source.Slot].Features,
            RowsOf(plan.Target, t) + (plan.Target.Gate * Vector<T>.Count),
            target.RowStride,
            rows);
    }

    /// <summary>Reduces the features of a value derived from parameters or totals.</summary>
    public readonly void ReduceDerived(int reduction)
    {
        if (Derives)
            Reduce(reduction, 0, 1);
    }

    /// <summary>Reduces the features of every row at every step.</summary>
    public void Reduce(int reduction)
    {
        for (var t = Begin; t < End; t++)
            Reduce(reduction, t);
    }

    /// <summary>Whether this pass computes what derives from parameters or totals alone: one thread does, and totals are complete on the way back through the first segment.</summary>
    private readonly bool Derives => _thread == 0 && _workspace.Memory.Segments.IsFirst;

    /// <summary>After the last call: where the threads share every row, waits until all of them are done.</summary>
    internal readonly void Finish()
    {
        if (_sharesRows)
            _workspace.Meet();
    }

    /// <summary>
    /// Before work on this thread's own rows: no other thread may still read all rows. Where the threads of a team share every row, all calls before this one must be done.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SplitByRows()
    {
        if (_splitByPanels || _sharesRows)
            MeetOthers(splitByPanels: false);
        else
            LeaveList();
    }

    /// <summary>Before work on all rows: every thread of the team must have finished its own.</summary>
    private void SplitByPanels()
    {
        if (!_splitByPanels || _sharesRows)
            MeetOthers(splitByPanels: true);
    }

    private void MeetOthers(bool splitByPanels)
    {
        _gathering.Arrive();
        _splitByPanels = splitByPanels;
    }

    /// <summary>Whether a call that isn't split by panels is for another thread to do.</summary>
    private readonly bool IsBystander => _sharesRows && _member != 0;

    /// <summary>The panels of this pass's rows that are its own to compute: all, or its part, cut at multiples of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly (int First, int End) OwnPanels(int panels, int block) => _sharesRows ? PanelsOf(panels, block) : (0, panels);

    /// <summary>This thread's part of some panels, cut at multiples of a block.</summary>
    private readonly (int First, int End) PanelsOf(int panels, int block)
    {
        var blocks = (panels + block - 1) / block;
        return (Math.Min(panels, blocks * _member / _members * block), Math.Min(panels, blocks * (_member + 1) / _members * block));
    }

    /// <summary>How many of this pass's rows, from its first on, step <paramref name="t"/> is computed for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int RowsAt(int t) => t < _leastLength ? _endRow - _firstRow : Math.Max(0, Math.Min(_endRow, _axis.RowsAt[t]) - _firstRow);

    /// <summary>The first row of this pass at step <paramref name="t"/>, gate 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly T* RowsOf(SlotRef value, int t)
    {
        ref var slot = ref _slots[value.Slot];
        return slot.At(t + value.Offset) + (_firstRow * slot.RowStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ApplyOwn<TRegion>(RegionTable<T> table, int t)
        where TRegion : struct, IRegion<T>
    {
        var rows = RowsAt(t);
        if (rows == 0)
            return;
        var (first, end) = OwnPanels(table.Panels, 1);
        Point(table, first, _firstRow, t);
        ApplyPanels<TRegion>(table, first, end, t, rows);
    }

    /// <summary>Points a region's operands to a row of a panel at step <paramref name="t"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Point(RegionTable<T> table, int firstPanel, int firstRow, int t)
    {
        var list = OperandsOf(table);
        var operands = table.Operands;
        for (var i = 0; i < operands.Length; i++)
        {
            ref var value = ref operands[i];
            ref var slot = ref _slots[value.Slot];
            var row = i < table.FirstTotal ? firstRow : firstRow / RowChunks.Rows;
            list[i] = slot.At(t + value.Offset) + (value.Gate * Vector<T>.Count) + (row * slot.RowStride);
        }

        for (var i = 0; firstPanel > 0 && i < operands.Length; i++)
            list[i] += firstPanel * list.PanelStride(i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly OperandList<T> OperandsOf(RegionTable<T> table) => new(_operands + table.OperandsStart);

    /// <summary>Runs a body over some panels of the first <paramref name="rows"/> rows and points the operands to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ApplyPanels<TRegion>(RegionTable<T> table, int first, int end, int t, int rows)
        where TRegion : struct, IRegion<T>
    {
        var lastMask = end == table.Panels ? table.LastMask : Vector<T>.AllBitsSet;
        if (t < _leastLength || !_axis.HasHeldRows)
            RegionLoop.Full<T, TRegion>(table, OperandsOf(table), end - first, lastMask, _firstRow, _firstRow + rows);
        else
            RegionLoop.Ragged<T, TRegion>(table, OperandsOf(table), end - first, lastMask, _firstRow, _firstRow + rows, t, _axis.Lengths);
    }
}
