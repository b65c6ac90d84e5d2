using System.Globalization;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Interpreting;

/// <summary>What one run of a graph is given. Arrays are row-major, time first; a sequence's steps beyond its length may hold anything.</summary>
public sealed class GraphArguments
{
    /// <summary>Starts a run's arguments.</summary>
    /// <param name="steps">T, at least 0.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="lengths">The length of each sequence, 0 to T, in any order; all T by default.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public GraphArguments(int steps, int batch, IReadOnlyList<int>? lengths = null)
    {
        if (steps < 0 || batch < 1)
        {
            throw new ArgumentException($"Expected at least 0 steps and 1 sequence, given {steps} and {batch}.", steps < 0 ? nameof(steps) : nameof(batch));
        }

        if (lengths is not null && (lengths.Count != batch || lengths.Any(length => length < 0 || length > steps)))
        {
            throw new ArgumentException($"Expected {batch} lengths from 0 to {steps}, given {string.Join(", ", lengths)}.", nameof(lengths));
        }

        Steps = steps;
        Batch = batch;
        Lengths = lengths ?? Enumerable.Repeat(steps, batch).ToArray();
    }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>B.</summary>
    public int Batch { get; }

    /// <summary>The number of steps of each sequence.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>Per-step values by the names of <c>input</c> nodes, [T, B, F].</summary>
    public Dictionary<string, double[]> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Per-sequence values by the names of <c>given</c> nodes, [B, F]; what is missing is 0.</summary>
    public Dictionary<string, double[]> Given { get; } = new(StringComparer.Ordinal);

    /// <summary>Parameters by key, [F] or [R, C].</summary>
    public Dictionary<string, double[]> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Arguments for all inputs, givens and parameters of a graph, uniform in ±<paramref name="range"/>; the same for the same seed.</summary>
    /// <param name="graph">A graph whose sizes are bound.</param>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="seed">Where the sequence of random numbers starts.</param>
    /// <param name="lengths">The length of each sequence.</param>
    /// <param name="range">The largest magnitude.</param>
    public static GraphArguments Uniform(Graph graph, int steps, int batch, ulong seed, IReadOnlyList<int>? lengths = null, double range = 1)
    {
        var arguments = new GraphArguments(steps, batch, lengths);
        var random = new SplitMix(seed);
        foreach (var node in graph.Nodes)
        {
            if (arguments.SlotOf(node) is { } slot)
            {
                slot[node.Name] = random.Uniform(arguments.LengthOf(node), range);
            }
        }

        return arguments;
    }

    /// <summary>The same arguments in arrays of their own.</summary>
    public GraphArguments Clone()
    {
        var clone = new GraphArguments(Steps, Batch, Lengths);
        Copy(Inputs, clone.Inputs);
        Copy(Given, clone.Given);
        Copy(Parameters, clone.Parameters);
        return clone;
    }

    /// <summary>Where values for a leaf are kept; null when the node takes none.</summary>
    internal Dictionary<string, double[]>? SlotOf(GraphNode node)
        => node.Op == StructureOps.Input ? Inputs : node.Op == StructureOps.Given ? Given : node.Op == StructureOps.Parameter ? Parameters : null;

    /// <summary>How many numbers a node holds in this run.</summary>
    internal int LengthOf(GraphNode node) => RowsOf(node.Space) * Elements(node.Shape);

    internal int RowsOf(Space space) => space switch { Space.Parameter => 1, Space.Sequence => Batch, _ => Steps * Batch };

    internal static int Elements(Shape shape) => shape.Rows.Evaluate() * shape.Columns.Evaluate();

    /// <summary>The values of a leaf.</summary>
    internal double[] ValuesOf(GraphNode leaf) => SlotOf(leaf)!.TryGetValue(leaf.Name, out var values) ? values : new double[LengthOf(leaf)];

    /// <summary>What is wrong with the values of a leaf; null for nothing.</summary>
    internal string? ProblemWith(GraphNode leaf)
    {
        if (SlotOf(leaf) is not { } slot)
        {
            return null;
        }

        var found = slot.TryGetValue(leaf.Name, out var values);
        var fits = found ? values.Length == LengthOf(leaf) : leaf.Op == StructureOps.Given;
        return fits ? null : $"Expected {LengthOf(leaf)} values for {leaf.Op.Name} '{leaf.Name}', given {(found ? values.Length.ToString(CultureInfo.InvariantCulture) : "none")}.";
    }

    private static void Copy(Dictionary<string, double[]> from, Dictionary<string, double[]> to)
    {
        foreach (var pair in from)
        {
            to[pair.Key] = (double[])pair.Value.Clone();
        }
    }
}
