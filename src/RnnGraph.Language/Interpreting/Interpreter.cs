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

        return new GraphResults(graph.Results.ToDictionary(result => (result.Kind, result.Name), result => interpreter._values[result.Node]));
    }

    /// <summary>The value of a leaf of either place.</summary>
    internal static double[] Fill(GraphNode leaf, GraphArguments run)
    {
        if (run.SlotOf(leaf) is not null)
        {
            return run.ValuesOf(leaf);
        }

        var value = leaf.Op == StructureOps.Constant ? leaf.Numbers[0] : 1.0 / leaf.Shape.Rows.Evaluate();
        return Enumerable.Repeat(value, run.LengthOf(leaf)).ToArray();
    }

    private double[] Evaluate(GraphNode node)
        => node.Op.Kind == OpKind.Leaf ? Fill(node, _run) : OpMeaning.Evaluate(node, node.Operands.Select(operand => _values[operand]).ToArray(), _run, isActive: null);
}
