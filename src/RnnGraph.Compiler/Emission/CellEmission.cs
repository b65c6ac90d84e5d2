using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Emission;

/// <summary>What the files of one cell share: the schedule, the tables' row numbers and the names of the bodies.</summary>
internal sealed class CellEmission
{
    private readonly Dictionary<ScheduleStep, int> _rows = new();
    private readonly CodeNames _bodies = new("Forward", "Loss", MemberNames.Axis, MemberNames.Slot, "Backward", "Derive", "DeriveBackward", "Create", MemberNames.Describe, "SizeNames", "Parameters", "Signature");

    public CellEmission(Schedule schedule, CellTarget target, ClassSurface surface)
    {
        Surface = surface;
        Rows = new PlanRows(schedule);
        Schedule = schedule;
        Target = target;
        foreach (var step in schedule.AllSteps)
        {
            switch (step)
            {
                case ProductStep product: Add(Products, product); break;
                case BackProductStep back: Add(BackProducts, back); break;
                case WeightGradientStep gradient: Add(WeightGradients, gradient); break;
                case ReduceStep reduce: Add(Reductions, reduce); break;
                case CopyStep copy: Add(RowCopies, copy); break;
                case RearrangeStep rearrange: Add(Rearrangements, rearrange); break;
                case DrawStep draw: Add(Draws, draw); break;
                case StartTotalStep start: Add(StartTotals, start); break;
                case RegionStep region:
                    Add(Regions, region);
                    Bodies[region] = new RegionCode(region.Region, target.IsDouble);
                    break;
            }
        }

        foreach (var sweep in schedule.Sweeps)
        {
            Add(Sweeps, sweep);
        }
    }

    public Schedule Schedule { get; }

    public CellTarget Target { get; }

    public ClassSurface Surface { get; }

    public string Scalar => Target.IsDouble ? "double" : "float";

    /// <summary>The rows of the tables.</summary>
    public PlanRows Rows { get; }

    public List<ProductStep> Products { get; } = new();

    public List<BackProductStep> BackProducts { get; } = new();

    public List<WeightGradientStep> WeightGradients { get; } = new();

    public List<ReduceStep> Reductions { get; } = new();

    public List<RearrangeStep> Rearrangements { get; } = new();

    public List<CopyStep> RowCopies { get; } = new();

    public List<DrawStep> Draws { get; } = new();

    public List<StartTotalStep> StartTotals { get; } = new();

    public List<SweepStep> Sweeps { get; } = new();

    public List<RegionStep> Regions { get; } = new();

    public Dictionary<RegionStep, RegionCode> Bodies { get; } = new();

    /// <summary>Whether some work runs along another axis than the first, or once for each row.</summary>
    public bool SwitchesAxes => Schedule.Axes.Count > 1 || Schedule.Slots.Any(slot => slot.Axis is null);

    /// <summary>The row of a step in its table.</summary>
    public int Row(ScheduleStep step) => _rows[step];

    /// <summary>The name of a region's body.</summary>
    public string Body(RegionStep step) => _bodies[step, step.Region.Name, pascal: true];

    private void Add<TStep>(List<TStep> table, TStep step)
        where TStep : ScheduleStep
    {
        _rows[step] = table.Count;
        table.Add(step);
    }
}
