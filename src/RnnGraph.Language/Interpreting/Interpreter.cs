using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Interpreting;

/// <summary>
/// Executes any graph, forward or adjoint, in double precision, slowly and plainly: the definition of what a graph means, against which kernels are tested.
/// </summary>
public sealed class Interpreter
{
    private readonly GraphArguments _run;
    private readonly Dictionary<GraphNode, double[]> _values = [];

    private Interpreter(GraphArguments run) => _run = run;

    /// <summary>Runs a graph.</summary>
    /// <param name="graph">A graph whose sizes are bound.</param>
    /// <param name="arguments">Its inputs, givens and parameters, and the lengths of the sequences.</param>
    /// <returns>Every result of the graph.</returns>
    /// <exception cref="ArgumentException">Values are missing or of the wrong length.</exception>
    /// <exception cref="DefinitionException">A size has no value.</exception>
    public static GraphResults Run(Graph graph, GraphArguments arguments)
    {
        if (graph.Nodes.Select(arguments.ProblemWith).FirstOrDefault(problem => problem is not null) is { } problem)
        {
            throw new ArgumentException(problem, nameof(arguments));
        }

        var interpreter = new Interpreter(arguments);
        foreach (var node in graph.Nodes)
        {
            if (node.Scan is { } scan)
            {
                new ScanRun(arguments, interpreter._values, graph, node).Execute(scan);
            }
            else if (node.Inner is null)
            {
                interpreter._values[node] = interpreter.Evaluate(node);
            }
        }

        var results = graph.Results.ToDictionary(result => (result.Kind, result.Name), result => interpreter.WithinLengths(result.Node));
        var losses = graph.Results.Where(result => result.Kind == ResultKind.Loss).Select(result => result.Node).ToArray();
        return new GraphResults(results, losses.Sum(interpreter.Mean));
    }

    /// <summary>The value of a leaf of either place.</summary>
    internal static double[] Fill(GraphNode leaf, GraphArguments run)
    {
        if (run.SlotOf(leaf) is not null)
        {
            return run.ValuesOf(leaf);
        }

        if (leaf.Vocabulary is not null)
        {
            return run.Tokens[leaf.Name].Select(token => (double)token).ToArray();
        }

        var value = leaf.Op == StructureOps.Constant ? leaf.Numbers[0] : 1.0 / leaf.Shape.Rows.Evaluate();
        return Enumerable.Repeat(value, run.LengthOf(leaf)).ToArray();
    }

    // What a result holds beyond a sequence's length is 0.
    private double[] WithinLengths(GraphNode node)
    {
        var features = GraphArguments.Elements(node.Shape);
        return _values[node].Select((value, i) => _run.IsWithin(node, i / features) ? value : 0).ToArray();
    }

    // A row without weight may hold anything.
    private double Mean(GraphNode loss) => OpMeaning.MeanWeights(loss, _run).Zip(_values[loss], (weight, value) => weight == 0 ? 0 : weight * value).Sum();

    private double[] Evaluate(GraphNode node)
        => node.Op == StartOps.Start && !_run.IsGiven(node) ? Enumerable.Repeat(_values[node.Operands[0]], _run.Batch).SelectMany(row => row).ToArray()
            : node.Op is RandomRow random ? Draws.AtStep(node, random, _run, step: 0)
            : node.Op.Kind == OpKind.Leaf ? Fill(node, _run) : OpMeaning.Evaluate(node, node.Operands.Select(operand => _values[operand]).ToArray(), _run, isActive: null);
}
