using RnnGraph.Compiler.Emission;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler;

/// <summary>A graph's values as equations in the field's notation, as they stand in the comments of emitted code: <c>f = σ(W_f·x + U_f·h⁻ + b_f)</c>.</summary>
public static class EquationText
{
    /// <summary>The equations of a scan's body, in the order of computation: of every value that has a name, or is too long to be written out where it is read.</summary>
    /// <param name="scan">The scan of a definition.</param>
    public static IReadOnlyList<Equation> Of(Scan scan) => Of(scan.Body);

    /// <summary>The equations among some nodes.</summary>
    /// <param name="nodes">Nodes in topological order.</param>
    public static IReadOnlyList<Equation> Of(IEnumerable<GraphNode> nodes) => nodes
        .Where(node => HasEquation(node) && !MathText.IsWrittenOut(node))
        .Select(node => new Equation(node, MathText.Name(node), MathText.Right(node), Sources(node).Distinct().ToArray()))
        .ToArray();

    /// <summary>The value's name in mathematics: <c>h⁻</c> for the state before the step.</summary>
    public static string Name(GraphNode node) => MathText.Name(node);

    private static bool HasEquation(GraphNode node) =>
        node.Op.Kind is not (OpKind.Leaf or OpKind.Structure or OpKind.Broadcast);

    /// <summary>The values named on the right side, parameters and constants apart.</summary>
    private static IEnumerable<GraphNode> Sources(GraphNode node)
    {
        foreach (var operand in node.Operands.Select(Roots.Of))
        {
            if (operand.Op == StructureOps.Constant || operand.Space == Space.Parameter)
            {
                continue;
            }

            if (operand.Op.Kind == OpKind.Broadcast || (HasEquation(operand) && MathText.IsWrittenOut(operand)))
            {
                foreach (var source in Sources(operand))
                {
                    yield return source;
                }
            }
            else
            {
                yield return operand;
            }
        }
    }
}

/// <summary>One equation.</summary>
public sealed class Equation
{
    internal Equation(GraphNode node, string left, string right, IReadOnlyList<GraphNode> sources)
    {
        Node = node;
        Left = left;
        Right = right;
        Sources = sources;
    }

    /// <summary>The value that it defines.</summary>
    public GraphNode Node { get; }

    /// <summary>Its name.</summary>
    public string Left { get; }

    /// <summary>How it is computed.</summary>
    public string Right { get; }

    /// <summary>The values that the right side names, parameters and constants apart.</summary>
    public IReadOnlyList<GraphNode> Sources { get; }

    /// <inheritdoc/>
    public override string ToString() => Left + " = " + Right;
}
