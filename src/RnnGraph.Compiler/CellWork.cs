using RnnGraph.Compiler.Emission;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler;

/// <summary>
/// The work of one step and one sequence, as it was scheduled: what no kernel can do without, so that times of a run can be held against the machine's limits. What runs at every k-th step
/// counts a k-th.
/// </summary>
public sealed class CellWork
{
    private CellWork(Schedule schedule, IReadOnlyList<ScheduleStep> steps)
    {
        var each = Schedule.Open(steps).Where(step => step.Extent != Extent.Once).ToList();
        Operations = each.Sum(step => OperationsOf(step) / step.Every);
        LoopWeights = steps.OfType<LoopStep>().SelectMany(loop => loop.Steps).Sum(step => step switch
        {
            ProductStep { Source.Node: var source } product when source.Op != BroadcastOps.OneHot => Values(product.Pack) / product.Every,
            BackProductStep product => Values(product.Pack) / product.Every,
            _ => 0,
        });
        Functions = each.OfType<RegionStep>()
            .SelectMany(step => step.Region.Nodes.Where(node => node.Op is ElementwiseRow { IsCheap: false })
                .Select(node => new KeyValuePair<string, double>(node.Op.Name, (double)step.Region.Features.Evaluate() / step.Every)))
            .GroupBy(pair => pair.Key)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new KeyValuePair<string, double>(group.Key, group.Sum(pair => pair.Value)))
            .ToArray();
        KeptValues = SummaryFile.Kept(schedule)
            .Sum(slot => (double)slot.Features.Evaluate() * slot.Gates);
    }

    /// <summary>Multiplications and additions in products.</summary>
    public double Operations { get; }

    /// <summary>The weights that products within the loop over time read, whatever the number of sequences.</summary>
    public double LoopWeights { get; }

    /// <summary>For each elementwise op that isn't a matter of one instruction or two, by its name in the graph's text: how many values it gives.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Functions { get; }

    /// <summary>Values that the forward pass of training leaves to its backward pass.</summary>
    public double KeptValues { get; }

    /// <summary>The work of a forward and of a backward step.</summary>
    /// <param name="graph">The graph of a definition with bound sizes, not a differentiated one.</param>
    /// <exception cref="CompilationBudgetException">The definition asks for more than the compiler gives.</exception>
    /// <exception cref="DefinitionException">A size is not bound.</exception>
    /// <exception cref="NotSupportedException">The graph has an op that the compiler does not emit.</exception>
    public static (CellWork Forward, CellWork Backward) Of(Graph graph)
    {
        SupportedOps.Require(graph);
        var budget = new CompilationBudget(graph.Name);
        budget.Require(graph);
        var schedule = GraphLowering.Lower(Pipeline.Prepare(graph), budget);
        return (new CellWork(schedule, schedule.Forward.ToList()), new CellWork(schedule, schedule.Backward.ToList()));
    }

    private static double OperationsOf(ScheduleStep step) => 2 * step switch
    {
        ProductStep { Source.Node: var source } product => source.Op == BroadcastOps.OneHot ? 0 : Values(product.Pack),
        BackProductStep product => Values(product.Pack),
        WeightGradientStep gradient => Values(gradient.Pack),
        _ => 0,
    };

    private static double Values(Pack pack) => (double)pack.Outputs.Evaluate() * pack.Inputs.Evaluate() * pack.Matrices.Count;
}
