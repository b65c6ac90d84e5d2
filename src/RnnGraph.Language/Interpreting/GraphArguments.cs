using System.Globalization;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Interpreting;

/// <summary>What one run of a graph is given. Arrays are row-major, time first; a sequence's steps beyond its length may hold anything.</summary>
public sealed class GraphArguments
{
    private readonly AxisLengths _default;
    private readonly Dictionary<string, AxisLengths> _axes = new(StringComparer.Ordinal);

    /// <summary>Starts a run's arguments.</summary>
    /// <param name="steps">T, at least 0, of every time axis that <see cref="SetAxis"/> doesn't set.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="lengths">The length of each sequence along those axes, 0 to T, in any order; all T by default.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public GraphArguments(int steps, int batch, IReadOnlyList<int>? lengths = null)
    {
        if (batch < 1)
        {
            throw new ArgumentException($"Expected at least 1 sequence, given {batch}.", nameof(batch));
        }

        Batch = batch;
        _default = new AxisLengths(steps, batch, lengths);
    }

    /// <summary>T of the default axis.</summary>
    public int Steps => _default.Steps;

    /// <summary>B.</summary>
    public int Batch { get; }

    /// <summary>The number of steps of each sequence along the default axis.</summary>
    public IReadOnlyList<int> Lengths => _default.Lengths;

    /// <summary>How many steps of these sequences were run before, along the graph's first time axis, with the state that is given here.</summary>
    public long FirstStep { get; set; }

    /// <summary>Whether random ops draw, or give what they state for evaluation.</summary>
    public Mode Mode { get; set; }

    /// <summary>What is drawn: the same seed, the same draws.</summary>
    public ulong Seed { get; set; }

    /// <summary>Per-step values by the names of <c>input</c> nodes, [T, B, F]; per-sequence values by the names of <c>vector</c> nodes, [B, F].</summary>
    public Dictionary<string, double[]> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Indices by the names of <c>tokens</c> nodes, [T, B], and of <c>token</c> nodes, [B].</summary>
    public Dictionary<string, int[]> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Per-sequence values by the names of <c>given</c> and <c>start</c> nodes, [B, F]; what is missing is 0, of a start the parameter that it reads.</summary>
    public Dictionary<string, double[]> Given { get; } = new(StringComparer.Ordinal);

    /// <summary>Parameters by key, [F] or [R, C].</summary>
    public Dictionary<string, double[]> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Arguments for all inputs, tokens, givens and parameters of a graph, none for starts, uniform in ±<paramref name="range"/>; the same for the same seed.</summary>
    /// <param name="graph">A graph whose sizes are bound.</param>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="seed">Where the sequence of random numbers starts.</param>
    /// <param name="lengths">The length of each sequence.</param>
    /// <param name="range">The largest magnitude.</param>
    public static GraphArguments Uniform(Graph graph, int steps, int batch, ulong seed, IReadOnlyList<int>? lengths = null, double range = 1)
    {
        var arguments = new GraphArguments(steps, batch, lengths);
        arguments.Fill(graph, seed, range);
        return arguments;
    }

    /// <summary>Sets steps and lengths of one time axis. Before <see cref="Fill"/>.</summary>
    /// <param name="axis">Its name.</param>
    /// <param name="steps">T, at least 0.</param>
    /// <param name="lengths">The length of each sequence, 0 to T, in any order; all T by default.</param>
    /// <returns>These arguments.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public GraphArguments SetAxis(string axis, int steps, IReadOnlyList<int>? lengths = null)
    {
        _axes[axis] = new AxisLengths(steps, Batch, lengths);
        return this;
    }

    /// <summary>Draws all inputs, tokens, givens and parameters of a graph: numbers uniform in ±<paramref name="range"/>, indices uniform in their vocabulary.</summary>
    /// <returns>These arguments.</returns>
    public GraphArguments Fill(Graph graph, ulong seed, double range = 1)
    {
        var random = new SplitMix(seed);
        foreach (var node in graph.Nodes)
        {
            if (node.Vocabulary is { } vocabulary)
            {
                var words = vocabulary.Evaluate();
                Tokens[node.Name] = random.Uniform(LengthOf(node), 1).Select(value => (int)((value + 1) / 2 * words)).ToArray();
            }
            else if (SlotOf(node) is { } slot && node.Op != StartOps.Start)
            {
                slot[node.Name] = random.Uniform(LengthOf(node), range);
            }
        }

        return this;
    }

    /// <summary>The same arguments in arrays of their own.</summary>
    public GraphArguments Clone()
    {
        var clone = new GraphArguments(Steps, Batch, Lengths) { FirstStep = FirstStep, Mode = Mode, Seed = Seed };
        foreach (var axis in _axes)
        {
            clone._axes[axis.Key] = axis.Value;
        }

        Copy(Inputs, clone.Inputs);
        Copy(Tokens, clone.Tokens);
        Copy(Given, clone.Given);
        Copy(Parameters, clone.Parameters);
        return clone;
    }

    /// <summary>T of a time axis.</summary>
    public int StepsOf(string axis) => Along(axis).Steps;

    /// <summary>The place in its sequence at which a run of a graph begins along a time axis; null for what has no steps.</summary>
    public long FirstStepAlong(string? axis, Graph graph) => axis is not null && axis == graph.Axes.FirstOrDefault() ? FirstStep : 0;

    /// <summary>The length of each sequence along a time axis.</summary>
    public IReadOnlyList<int> LengthsOf(string axis) => Along(axis).Lengths;

    /// <summary>Where values for a leaf are kept; null when the node takes none.</summary>
    internal Dictionary<string, double[]>? SlotOf(GraphNode node)
        => node.Op == StructureOps.Input || node.Op == StructureOps.Vector ? Inputs
            : node.Op == StructureOps.Given || node.Op == StartOps.Start ? Given
            : node.Op == StructureOps.Parameter ? Parameters : null;

    /// <summary>How many numbers a node holds in this run.</summary>
    internal int LengthOf(GraphNode node) => RowsOf(node) * Elements(node.Shape);

    /// <summary>How many rows a node has in this run.</summary>
    internal int RowsOf(GraphNode node) => node.Space switch { Space.Parameter => 1, Space.Sequence => Batch, _ => StepsOf(node.Axis!) * Batch };

    /// <summary>Whether a row of an outer node lies within its sequence's length.</summary>
    internal bool IsWithin(GraphNode node, int row) => node.Space != Space.Step || row / Batch < LengthsOf(node.Axis!)[row % Batch];

    internal static int Elements(Shape shape) => shape.Rows.Evaluate() * shape.Columns.Evaluate();

    /// <summary>The values of a leaf.</summary>
    internal double[] ValuesOf(GraphNode leaf) => SlotOf(leaf)!.TryGetValue(leaf.Name, out var values) ? values : new double[LengthOf(leaf)];

    /// <summary>Whether the caller gives this state's initial value.</summary>
    internal bool IsGiven(GraphNode start) => Given.ContainsKey(start.Name);

    /// <summary>What is wrong with the values of a leaf; null for nothing.</summary>
    internal string? ProblemWith(GraphNode leaf)
    {
        if (leaf.Vocabulary is { } vocabulary)
        {
            return Tokens.TryGetValue(leaf.Name, out var tokens) && tokens.Length == LengthOf(leaf)
                ? ProblemWith(leaf, tokens, vocabulary.Evaluate())
                : Expected(leaf, tokens?.Length);
        }

        if (SlotOf(leaf) is not { } slot)
        {
            return null;
        }

        var found = slot.TryGetValue(leaf.Name, out var values);
        var mayBeMissing = leaf.Op == StructureOps.Given || leaf.Op == StartOps.Start;
        return (found ? values.Length == LengthOf(leaf) : mayBeMissing) ? null : Expected(leaf, values?.Length);
    }

    private static void Copy<T>(Dictionary<string, T[]> from, Dictionary<string, T[]> to)
    {
        foreach (var pair in from)
        {
            to[pair.Key] = (T[])pair.Value.Clone();
        }
    }

    private string Expected(GraphNode leaf, int? given)
        => $"Expected {LengthOf(leaf)} values for {leaf.Op.Name} '{leaf.Name}', given {given?.ToString(CultureInfo.InvariantCulture) ?? "none"}.";

    private string? ProblemWith(GraphNode leaf, int[] tokens, int vocabulary)
    {
        var at = Array.FindIndex(tokens, token => token < 0 || token >= vocabulary);
        while (at >= 0 && !IsWithin(leaf, at))
        {
            at = Array.FindIndex(tokens, at + 1, token => token < 0 || token >= vocabulary);
        }

        var step = leaf.Space == Space.Step ? $"step {at / Batch}, " : "";
        return at < 0 ? null : $"Expected tokens from 0 to {vocabulary - 1} for '{leaf.Name}', given {tokens[at]} at {step}sequence {at % Batch}.";
    }

    private AxisLengths Along(string axis) => _axes.TryGetValue(axis, out var along) ? along : _default;
}
