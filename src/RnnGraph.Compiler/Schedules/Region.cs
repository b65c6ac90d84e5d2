using RnnGraph.Compiler.Passes;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Schedules;

/// <summary>What a region leaves in memory.</summary>
internal sealed class RegionStore
{
    public RegionStore(Value target, GraphNode? source, Value? hold)
    {
        Target = target;
        Source = source;
        Hold = hold;
    }

    public Value Target { get; }

    /// <summary>The node stored; null stores zero, the ground on which a product then accumulates.</summary>
    public GraphNode? Source { get; }

    /// <summary>Beyond a sequence's length: the carried value before the step that is held; null stores zero.</summary>
    public Value? Hold { get; }
}

/// <summary>What a region adds to a total over rows and steps.</summary>
internal sealed class RegionTotal
{
    public RegionTotal(Value target, GraphNode source)
    {
        Target = target;
        Source = source;
    }

    public Value Target { get; }

    public GraphNode Source { get; }
}

/// <summary>What a region adds up over its features, for each row.</summary>
internal sealed class RegionSum
{
    public RegionSum(Value target, GraphNode source, Spread spread)
    {
        Target = target;
        Source = source;
        Spread = spread;
    }

    public Value Target { get; }

    public GraphNode Source { get; }

    /// <summary>Which features make one sum.</summary>
    public Spread Spread { get; }
}

/// <summary>
/// Everything elementwise between two products, over values of one size: loaded once, computed, stored once. The unit of emission and of review.
/// All loads stand before all stores, so a store may take the place of a value that the region reads.
/// </summary>
internal sealed class Region
{
    public Region(string name, Size features)
    {
        Name = name;
        Features = features;
    }

    public string Name { get; set; }

    public Size Features { get; }

    /// <summary>The nodes computed, in topological order.</summary>
    public List<GraphNode> Nodes { get; } = new();

    /// <summary>Values read from memory, by the node they stand for.</summary>
    public Dictionary<GraphNode, Value> Loads { get; } = new();

    public List<RegionStore> Stores { get; } = new();

    public List<RegionTotal> Totals { get; } = new();

    public List<RegionSum> Sums { get; } = new();

    /// <summary>Whether it goes over its features as over a matrix, row after row: it reads vectors along its axes, or adds up along them.</summary>
    public bool IsSpread => Sums.Count > 0 || Loads.Keys.Any(root => root.Op is SpreadOp);
}
