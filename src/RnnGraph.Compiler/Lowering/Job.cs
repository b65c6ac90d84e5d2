using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Lowering;

/// <summary>A matrix product, reduction or rearrangement that a block has to run.</summary>
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

    /// <summary>The node that a reduction or rearrangement computes.</summary>
    public GraphNode? Computes { get; set; }

    /// <summary>The period of the steps at which it runs.</summary>
    public int Every { get; set; } = 1;

    public Func<Job, ScheduleStep> Make { get; }
}
