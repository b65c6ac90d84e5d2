using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Lowering;

/// <summary>A matrix product or reduction that a block has to run.</summary>
internal sealed class Job
{
    public Job(IReadOnlyList<GraphNode> sources, IReadOnlyList<Accumulator> targets, IReadOnlyList<GraphNode> products, Func<Job, ScheduleStep> make)
    {
        Sources = sources;
        Targets = targets;
        Products = products;
        Make = make;
    }

    /// <summary>The values that it reads.</summary>
    public IReadOnlyList<GraphNode> Sources { get; }

    /// <summary>The accumulators that it adds to, one a product.</summary>
    public IReadOnlyList<Accumulator> Targets { get; }

    public IReadOnlyList<GraphNode> Products { get; }

    /// <summary>The node that a reduction computes.</summary>
    public GraphNode? Reduces { get; set; }

    public Func<Job, ScheduleStep> Make { get; }
}
