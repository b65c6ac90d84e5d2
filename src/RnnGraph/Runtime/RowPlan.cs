using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGraph.Runtime;

/// <summary>
/// What a step of a single row reads and writes, worked out once for a state: slots don't move, and of a step's number only its parity matters, as carried values
/// have two places that take turns.
/// </summary>
internal sealed unsafe class RowPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowStep<T>[] _steps = GC.AllocateArray<RowStep<T>>(2, pinned: true);
    private readonly List<Array> _pinned = [];

    public RowPlan(Workspace<T> workspace)
    {
        Workspace = workspace;
        CountsSteps = workspace.Tables.CountsSteps;
        Steps = (RowStep<T>*)Marshal.UnsafeAddrOfPinnedArrayElement(_steps, 0);
        for (var t = 0; t < 2; t++)
            _steps[t] = Step(workspace, t);
        var (inputs, outputs) = (workspace.Tables.Inputs, workspace.Tables.Outputs);
        if (inputs is not [{ Vocabulary: 0, Slot: >= 0, Axis: 0 } input] || outputs is not [var output])
            return;
        ref var from = ref workspace.Memory.Addresses[input.Slot];
        ref var to = ref workspace.Memory.Addresses[output.Source.Slot];
        if (workspace.Tables.Slots[output.Source.Slot].Plan.Axis != 0 || to.PanelStride != Panel<T>.Lanes)
            return;
        (Inputs, Outputs) = (input.Features, output.Features);
        for (var t = 0; t < 2; t++)
        {
            _steps[t].Input = from.At(t);
            _steps[t].Output = to.At(t + output.Source.Offset);
            new Span<T>(_steps[t].Input, Panel<T>.Padded(Inputs)).Clear();
        }
    }

    /// <summary>The memory that the addresses are of.</summary>
    public Workspace<T> Workspace { get; }

    /// <summary>Whether a slot holds the step's number.</summary>
    public bool CountsSteps { get; }

    /// <summary>The calls of even steps and of odd ones.</summary>
    public RowStep<T>* Steps { get; }

    /// <summary>Features of the one input, of a model that takes one of values and gives one output, both at every step; otherwise −1.</summary>
    public int Inputs { get; } = -1;

    /// <summary>Features of the one output; otherwise −1.</summary>
    public int Outputs { get; } = -1;

    /// <summary>Whether all products of a cell read values as they lie, so that there is a plan for a single row of it.</summary>
    public static bool Fits(CellTables<T> tables) => tables.EmbeddedProducts.Length == 0;

    private RowStep<T> Step(Workspace<T> workspace, int t)
    {
        var products = workspace.Tables.Products;
        var step = new RowStep<T> { IsTurned = t == 1, Regions = Regions(workspace, t), Products = Pin<RowProducts<T>>(products.Length) };
        step.Room = workspace.Tables.Regions.Length;
        for (var i = 0; i < products.Length; i++)
        {
            var count = (products[i].Gates.Length + RowProduct<T>.MaxGates - 1) / RowProduct<T>.MaxGates;
            step.Products[i] = new RowProducts<T> { First = Pin<RowProduct<T>>(count), Count = count };
            for (var k = 0; k < count; k++)
                step.Products[i].First[k] = Product(workspace, products[i], t, k * RowProduct<T>.MaxGates);
            step.Room += count;
        }

        step.List = Pin<RowCall<T>>(step.Room);
        return step;
    }

    private static RowProduct<T> Product(Workspace<T> workspace, ProductTable table, int t, int first)
    {
        var lanes = Panel<T>.Lanes;
        ref var left = ref workspace.Memory.Addresses[table.Left.Slot];
        ref var target = ref workspace.Memory.Addresses[table.Right.Slot];
        var gates = table.Gates.AsSpan(first, Math.Min(RowProduct<T>.MaxGates, table.Gates.Length - first));
        var accumulated = 0;
        for (var gate = 0; gate < gates.Length; gate++)
        {
            if (table.Accumulate && !table.IsFresh[first + gate])
                accumulated |= 1 << gate;
        }

        nint Gate(ReadOnlySpan<int> of, int gate) => of[Math.Min(gate, of.Length - 1)] * lanes;
        return new RowProduct<T>
        {
            Second = new RowFactors<T>
            {
                Left = left.At(t + table.Left.Offset),
                Inputs = table.Pack.Inputs,
                Pack = workspace.ParameterPointer + table.PackOffset + (first * lanes),
                PackStep = (nint)table.Gates.Length * lanes,
                PackPanel = (nint)table.Pack.Inputs * table.Gates.Length * lanes,
                Gate0 = Gate(gates, 0),
                Gate1 = Gate(gates, 1),
                Gate2 = Gate(gates, 2),
                Gate3 = Gate(gates, 3),
                Accumulated = accumulated,
            },
            Target = target.At(t + table.Right.Offset),
            TargetPanel = target.PanelStride,
            Panels = table.PackPanels,
            Gates = gates.Length,
            IsTurned = t == 1,
        };
    }

    private RowRegion<T>* Regions(Workspace<T> workspace, int t)
    {
        var tables = workspace.Tables.Regions;
        var regions = Pin<RowRegion<T>>(tables.Length);
        for (var i = 0; i < tables.Length; i++)
        {
            if (tables[i].Spread != null)
                continue;
            var operands = tables[i].Operands;
            regions[i].Length = OperandList<T>.LengthOf(operands.Length);
            regions[i].Panels = tables[i].Panels;
            regions[i].LastMask = tables[i].LastMask;
            regions[i].Operands = new OperandList<T>(Pin<long>(tables[i].Panels * regions[i].Length));
            var list = regions[i].Operands;
            for (var panel = 0; panel < tables[i].Panels; panel++, list = list.Behind(regions[i].Length))
            {
                for (var k = 0; k < operands.Length; k++)
                {
                    var value = operands[k];
                    ref var slot = ref workspace.Memory.Addresses[value.Slot];
                    if (slot.Base != null)
                        list[k] = slot.At(t + value.Offset) + (value.Gate * Vector<T>.Count) + (slot.Panels < tables[i].Panels ? 0 : panel * slot.PanelStride);
                }
            }
        }

        return regions;
    }

    private TItem* Pin<TItem>(int count)
        where TItem : unmanaged
    {
        var array = GC.AllocateArray<TItem>(Math.Max(1, count), pinned: true);
        _pinned.Add(array);
        return (TItem*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
    }
}
