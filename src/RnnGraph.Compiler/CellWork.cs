using RnnGraph.Compiler.Emission;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler;

/// <summary>
/// The work of one step and one sequence, as it was scheduled: what no kernel can do without, so that times of a run can be held against the machine's limits. Copies of features and what
/// lies between two bodies are not counted: a better kernel needs neither.
/// </summary>
public sealed class CellWork
{
    private CellWork(Schedule schedule, IEnumerable<ScheduleStep> entries)
    {
        var steps = entries.ToList();
        var loops = Schedule.Stages(steps).OfType<LoopStep>().ToList();
        var each = Schedule.Open(steps).Where(step => step.Extent != Extent.Once).ToList();
        Products = WorkCount.Of(each.Select(step => (MatrixOf(step) * 2, step.Every)));
        LoopWeights = WorkCount.Of(loops.SelectMany(loop => loop.Steps).Where(step => step is not WeightGradientStep).Select(step => (MatrixOf(step), step.Every)));
        var nodes = each.OfType<RegionStep>().SelectMany(step => step.Region.Nodes.Select(node => (node, step.Region.Features, step.Every))).ToList();
        Functions = nodes.Where(one => WorkChain.IsFunction(one.node)).GroupBy(one => one.node.Op.Name).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new KeyValuePair<string, WorkCount>(group.Key, WorkCount.Of(group.Select(one => (one.Features, one.Every))))).ToArray();
        Operations = WorkCount.Of(nodes.Where(one => WorkChain.IsOperation(one.node)).Select(one => (one.Features, one.Every)).Concat(each.SelectMany(Additions)));
        State = WorkCount.Of(loops.SelectMany(loop => loop.Scan.Carried.Select(carried => (carried.Argument.Shape.Rows, 1))));
        Kept = WorkCount.Of(SummaryFile.Kept(schedule).Select(slot => (slot.Features * slot.Gates, 1)));

        // Steps that run at times alone may leave a carried value as it is between.
        Chains = loops.Select(loop => loop.Steps.Any(step => step.Every > 1) ? WorkChain.None : WorkChain.Of(loop.Scan)).ToArray();
    }

    /// <summary>Multiplications and additions in products with matrices of the parameters.</summary>
    public WorkCount Products { get; }

    /// <summary>The weights that products within a loop over time read, whatever the number of sequences.</summary>
    public WorkCount LoopWeights { get; }

    /// <summary>For each elementwise op that isn't a matter of an instruction or two, by its name in the graph's text: how many values it gives.</summary>
    public IReadOnlyList<KeyValuePair<string, WorkCount>> Functions { get; }

    /// <summary>Additions, multiplications, comparisons and the like on values, and those of sums over features, rows and steps.</summary>
    public WorkCount Operations { get; }

    /// <summary>Values carried from step to step: each step makes them anew from the last ones.</summary>
    public WorkCount State { get; }

    /// <summary>Values that the forward pass of training leaves to its backward pass.</summary>
    public WorkCount Kept { get; }

    /// <summary>For each loop over time, what must happen one after another in a step.</summary>
    public IReadOnlyList<WorkChain> Chains { get; }

    /// <summary>The work of a forward and of a backward step.</summary>
    /// <param name="graph">The graph of a definition, not a differentiated one. Counts are formulas where sizes are symbols.</param>
    /// <exception cref="CompilationBudgetException">The definition asks for more than the compiler gives.</exception>
    /// <exception cref="NotSupportedException">The graph has an op that the compiler does not emit.</exception>
    public static (CellWork Forward, CellWork Backward) Of(Graph graph)
    {
        SupportedOps.Require(graph);
        var budget = new CompilationBudget(graph.Name);
        budget.Require(graph);
        return Of(GraphLowering.Lower(Pipeline.Prepare(graph), budget));
    }

    internal static (CellWork Forward, CellWork Backward) Of(Schedule schedule) => (new(schedule, schedule.Forward), new(schedule, schedule.Backward));

    /// <summary>The weights that a step multiplies with. A product with a token is a row that is looked up, and takes none.</summary>
    private static Size MatrixOf(ScheduleStep step) => step switch
    {
        ProductStep { Source.Node: var source } product when source.Op != BroadcastOps.OneHot => Values(product.Pack),
        BackProductStep product => Values(product.Pack),
        WeightGradientStep gradient => Values(gradient.Pack),
        _ => 0,
    };

    private static Size Values(Pack pack) => pack.Outputs * pack.Inputs * pack.Matrices.Count;

    /// <summary>A sum takes an addition for each value summed up.</summary>
    private static IEnumerable<(Size Size, int Every)> Additions(ScheduleStep step) => step switch
    {
        ReduceStep reduce => [(reduce.Source.Features, step.Every)],
        RearrangeStep { Node: var node } sum when node.Op == RearrangementOps.SumEach || node.Op == RearrangementOps.SumTiles => [(sum.Sources[0].Features, step.Every)],
        RegionStep region => Enumerable.Repeat((region.Region.Features, step.Every), region.Region.Totals.Count + region.Region.Sums.Count),
        _ => [],
    };
}
