using System.Globalization;
using System.Runtime.CompilerServices;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Emission;

/// <summary>
/// Equations for comments, in the field's notation: W_f·x + U_f·h⁻ + b_f, where h⁻ is the state before the step, and ∂f stands for ∂L/∂f;
/// ∂h⁺ is what comes back from the step after, and ∂h⁻ what goes to the step before.
/// </summary>
internal static class MathText
{
    /// <summary>A nameless part is written out up to this length; a longer one goes by its number within its consumer.</summary>
    private const int LongestTerm = 60;

    /// <summary>
    /// The right sides made so far. A value's is asked for by everything that may write it out, and those in turn by what reads them: made anew each time,
    /// they would take a time exponential in the depth of the graph.
    /// </summary>
    private static readonly ConditionalWeakTable<GraphNode, string> RightSides = new();

    /// <summary><c>f = σ(W_f·x + U_f·h⁻ + b_f)</c>.</summary>
    public static string Equation(GraphNode node) => Name(node) + " = " + Right(node);

    /// <summary>The right side of a node's equation, with nodes that have no name of their own written out.</summary>
    public static string Right(GraphNode node)
    {
        // What is written out first, from below: thousands of products on one another are deeper than a call stack.
        var work = new Stack<GraphNode>();
        work.Push(node);
        while (work.Count > 0)
        {
            var next = work.Peek().Operands.Select(Opened).FirstOrDefault(operand => MayBeWrittenOut(operand) && !RightSides.TryGetValue(operand, out _));
            if (next is not null)
            {
                work.Push(next);
                continue;
            }

            RightSides.GetValue(work.Pop(), Make);
        }

        return RightSides.GetValue(node, Make);
    }

    private static string Make(GraphNode node)
    {
        if (node.Op == ProductOps.Dense)
        {
            return Term(node.Operands[0]) + "·" + Factor(node.Operands[1]);
        }

        if (node.Op == ProductOps.DenseTransposed)
        {
            return Term(node.Operands[0]) + "ᵀ·" + Factor(node.Operands[1]);
        }

        if (node.Op == RearrangementOps.Concat)
        {
            return "[" + string.Join("; ", node.Operands.Select(Term)) + "]";
        }

        if (node.Op == RearrangementOps.Slice && node.Offset is { } from)
        {
            return $"{Factor(node.Operands[0])}[{from} .. {from + node.Shape.Rows}]";
        }

        if (node.Op is ElementwiseRow row)
        {
            return row.Symbol(node.Operands.Select(Term).ToList(), node.Numbers.Select(Number).ToList());
        }

        return node.Op.Name + "(" + string.Join(", ", node.Operands.Select(Term)) + ")";
    }

    /// <summary>The name of a value in mathematics.</summary>
    public static string Name(GraphNode node)
    {
        var root = Roots.Of(node);
        var name = root.Name;
        if (root.Op == StructureOps.Parameter)
        {
            var dot = name.LastIndexOf('.');
            return dot < 0 ? name : name.Substring(dot + 1) + "_" + name.Substring(0, dot);
        }

        var isGradient = name.StartsWith("d.", StringComparison.Ordinal);
        var plain = (isGradient ? name.Substring(2) : name).Replace(".next", "").Replace(".carried", "");
        if (isGradient)
        {
            // By the state before the step, which is not the one by the state after it: ∂c⁻ = ∂c ∘ f.
            return "∂" + plain.Replace(".previous", "⁻") + (root.Op == StructureOps.Carried ? "⁺" : "");
        }

        return plain.Replace(".previous", "") + (root.Op == StructureOps.Carried ? "⁻" : "");
    }

    /// <summary>Whether a node's name is its own, and not a number within its consumer's.</summary>
    public static bool IsNamed(GraphNode node)
    {
        var last = node.Name.Substring(node.Name.LastIndexOfAny(new[] { '.', '~' }) + 1);
        return last is not ("pre" or "sum" or "rest" or "t" or "all") && !last.All(char.IsDigit);
    }

    private static string Term(GraphNode operand)
    {
        var root = Opened(operand);
        return root.Op == StructureOps.Constant ? Number(root.Numbers[0]) : IsWrittenOut(root) ? Right(root) : Name(root);
    }

    /// <summary>Whether a value has no equation of its own: who reads it writes it out.</summary>
    public static bool IsWrittenOut(GraphNode root) => MayBeWrittenOut(root) && Right(root).Length <= LongestTerm;

    private static bool MayBeWrittenOut(GraphNode root) => root.Op.Kind is not (OpKind.Leaf or OpKind.Structure) && (!IsNamed(root) || root.Op.Kind == OpKind.Product);

    /// <summary>The value that an operand stands for; of one feature spread over many, the feature.</summary>
    private static GraphNode Opened(GraphNode operand)
    {
        var root = Roots.Of(operand);
        while (root.Op.Kind == OpKind.Broadcast && root.Op is not SpreadOp && root.Operands.Count == 1)
        {
            root = Roots.Of(root.Operands[0]);
        }

        return root;
    }

    private static string Factor(GraphNode operand)
    {
        var text = Term(operand);
        return text.Any(c => c == ' ') ? "(" + text + ")" : text;
    }

    private static string Number(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
