using RnnGraph.Compiler.Emission;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler;

/// <summary>How much one definition may ask for. Each check is made as early as it can be, before any work grows with what is too large.</summary>
internal sealed class CompilationBudget
{
    /// <summary>Vector operations per body beyond which the just-in-time compiler no longer keeps up (see the performance notes).</summary>
    private const int Operations = 300;

    /// <summary>Values beyond which compiling takes longer than anyone waits for a build: a hundred layers of eight gates have about six thousand.</summary>
    private const int Values = 10_000;

    private readonly string _className;

    public CompilationBudget(string className) => _className = className;

    /// <summary>Returns when a definition is small enough to compile.</summary>
    /// <exception cref="CompilationBudgetException">It is not.</exception>
    public void Require(Graph definition)
    {
        var values = definition.Nodes.Sum(node => 1 + (node.Scan?.Body.Count ?? 0));
        if (values > Values)
        {
            throw new CompilationBudgetException(
                "RNN5002",
                FormattableString.Invariant($"'{_className}' has {values} values (inputs, parameters and operations, those of scanned cells too), more than the {Values} that one definition may have. Repeat less of it, or let a scan repeat it."));
        }
    }

    /// <summary>Returns when a body is small enough to be optimised.</summary>
    /// <param name="body">The region that it computes.</param>
    /// <param name="operations">Its operations, or as many of them as are known already.</param>
    /// <exception cref="CompilationBudgetException">It is not.</exception>
    public void Require(Region body, int operations)
    {
        if (operations > Operations)
        {
            // The definition's own names first: a step of a long formula has but a number.
            var names = body.Stores.Select(store => store.Target.Node).OrderByDescending(MathText.IsNamed).Select(node => node.Name).Distinct(StringComparer.Ordinal).Take(3);
            throw new CompilationBudgetException(
                "RNN5001",
                FormattableString.Invariant($"'{_className}' computes {string.Join(", ", names)} in {operations} elementwise operations between two products, more than the {Operations} that one body may have. Split the cell, or take fewer blocks."));
        }
    }
}
