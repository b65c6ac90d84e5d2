using RnnGraph.Graphs;
using RnnGraph.Onnx.Recurrent;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Export;

/// <summary>
/// Compares the body of a scan with a pattern, the body of a <see cref="RecurrentCellDefinition"/>, and finds which of its parameters stands for which of the pattern's. Sums and products may stand in any order; biases
/// and peepholes of the pattern may be missing; the pattern's activations are holes that take any that ONNX has.
/// </summary>
/// <param name="holes">The pattern's activations f, g, h.</param>
/// <param name="states">The pattern's carried arguments with those of the scan.</param>
internal sealed class ScanUnifier(IReadOnlyList<Activation> holes, IReadOnlyDictionary<GraphNode, GraphNode> states)
{
    // the activations of ONNX that are an op each
    private static readonly Dictionary<OpRow, string> Written = new()
    {
        [ElementwiseOps.Relu] = "Relu",
        [ElementwiseOps.Tanh] = "Tanh",
        [ElementwiseOps.Sigmoid] = "Sigmoid",
        [ElementwiseOps.Softsign] = "Softsign",
        [ElementwiseOps.Softplus] = "Softplus",
        [ElementwiseOps.LeakyRelu] = "LeakyRelu",
        [ElementwiseOps.Elu] = "Elu",
        [ElementwiseOps.HardSigmoid] = "HardSigmoid",
    };

    /// <summary>What the pattern stands for; null where the scan computes something else.</summary>
    public Result? Unify(IReadOnlyList<(GraphNode Pattern, GraphNode Node)> pairs)
    {
        var bindings = All(pairs, new()).FirstOrDefault();
        return bindings is null ? null : new(
            [.. holes.Select((hole, index) => bindings.Activations.GetValueOrDefault(index)).TakeWhile(activation => activation is not null).Select(activation => activation!)],
            bindings.Nodes.Where(pair => pair.Key.Op == StructureOps.Parameter).ToDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal),
            bindings.Nodes.FirstOrDefault(pair => pair.Key.Op == StructureOps.Read).Value?.Operands[0]);
    }

    private IEnumerable<Bindings> All(IEnumerable<(GraphNode Pattern, GraphNode Node)> pairs, Bindings bindings) =>
        pairs.Aggregate((IEnumerable<Bindings>)[bindings], (found, pair) => found.SelectMany(each => Same(pair.Pattern, pair.Node, each)));

    /// <summary>Every way in which a node is what the pattern says.</summary>
    private IEnumerable<Bindings> Same(GraphNode pattern, GraphNode node, Bindings bindings)
    {
        node = Evaluation.Of(node);
        if (bindings.Nodes.TryGetValue(pattern, out var known))
            return known == node ? [bindings] : [];
        if (pattern.Op == StructureOps.Carried)
            return states[pattern] == node ? [bindings] : [];
        if (pattern.Op == StructureOps.Read || pattern.Op == StructureOps.Parameter)
            return node.Op == pattern.Op && node.Shape.IsMatrix == pattern.Shape.IsMatrix ? [bindings.With(pattern, node)] : [];
        if (pattern.Op == StructureOps.Constant)
            return Evaluation.Number(node) is { } number && number == pattern.Numbers[0] ? [bindings] : [];
        var found = Hole(pattern) is >= 0 and var hole ? Activated(hole, pattern, node, bindings)
            : pattern.Op == ElementwiseOps.Add || pattern.Op == ElementwiseOps.Multiply ? Terms(pattern.Op, pattern, node, bindings)
            : node.Op == pattern.Op ? All(pattern.Operands.Zip(node.Operands), bindings)
            : [];
        return found.Select(each => each.With(pattern, node));
    }

    /// <summary>Which hole a node of the pattern is; −1 where it is none.</summary>
    private int Hole(GraphNode pattern) => Written.TryGetValue(pattern.Op, out var name) ? holes.Select(hole => hole.Name).ToList().IndexOf(name) : -1;

    // What is no activation may still be a function's argument as it is: Affine with 1 and 0.
    private IEnumerable<Bindings> Activated(int hole, GraphNode pattern, GraphNode node, Bindings bindings)
    {
        if (Function(node) is { } function && bindings.Allows(hole, function))
        {
            foreach (var found in Same(pattern.Operands[0], node.Operands[0], bindings.With(hole, function)))
                yield return found;
        }

        var identity = new Activation("Affine", 1, 0);
        if (bindings.Allows(hole, identity))
        {
            foreach (var found in Same(pattern.Operands[0], node, bindings.With(hole, identity)))
                yield return found;
        }
    }

    /// <summary>The activation that a node applies to its operand; null for another op, or a number that the operator's attributes, which are floats, can't hold.</summary>
    private static Activation? Function(GraphNode node) =>
        Written.TryGetValue(node.Op, out var name) && node.Numbers.All(number => (float)number == number)
            ? new(name, (float)node.Numbers.ElementAtOrDefault(0), (float)node.Numbers.ElementAtOrDefault(1))
            : null;

    /// <summary>The terms of a sum or factors of a product; null where they are more than <paramref name="most"/>: x = x·x thirty times is a product of 2³⁰ factors.</summary>
    private static List<GraphNode>? Flat(OpRow op, GraphNode node, int most)
    {
        var (terms, open) = (new List<GraphNode>(), new Stack<GraphNode>([node]));
        while (open.Count > 0)
        {
            if (Evaluation.Of(open.Pop()) is var next && next.Op != op)
                terms.Add(next);
            foreach (var operand in next.Op == op ? next.Operands.Reverse() : [])
                open.Push(operand);
            if (terms.Count + open.Count > most)
                return null;
        }

        return terms;
    }

    private IEnumerable<Bindings> Terms(OpRow op, GraphNode pattern, GraphNode node, Bindings bindings)
    {
        var expected = Flat(op, pattern, int.MaxValue)!;
        return Flat(op, node, expected.Count) is { } terms ? Terms(op, expected, terms, bindings) : [];
    }

    /// <summary>Every way in which each of some terms is one of the pattern's, and none is left but what may be missing.</summary>
    private IEnumerable<Bindings> Terms(OpRow op, IReadOnlyList<GraphNode> pattern, IReadOnlyList<GraphNode> terms, Bindings bindings)
    {
        if (pattern.Count == 0)
            return terms.Count == 0 ? [bindings] : [];

        // required ones first: what is left then is few
        var next = pattern.FirstOrDefault(term => !MayMiss(op, term)) ?? pattern[0];
        var others = pattern.Where(term => term != next).ToList();
        var ways = Enumerable.Range(0, terms.Count).SelectMany(at => Same(next, terms[at], bindings).SelectMany(found => Terms(op, others, [.. terms.Where((_, index) => index != at)], found)));
        return MayMiss(op, next) ? ways.Concat(Terms(op, others, terms, bindings)) : ways;
    }

    // of a sum a bias, or a peephole times c; what a factor lacks would be 1, not 0
    private static bool MayMiss(OpRow op, GraphNode term) =>
        op == ElementwiseOps.Add
        && ((term.Op == StructureOps.Parameter && !term.Shape.IsMatrix) || (term.Op == ElementwiseOps.Multiply && term.Operands.Any(operand => operand.Op == StructureOps.Parameter)));

    /// <summary>What a pattern stands for.</summary>
    /// <param name="Activations">f, g, h, as many as the pattern has.</param>
    /// <param name="Parameters">The scan's parameters by the pattern's names.</param>
    /// <param name="Input">What is read at every step.</param>
    internal sealed record Result(IReadOnlyList<Activation> Activations, IReadOnlyDictionary<string, GraphNode> Parameters, GraphNode? Input);

    /// <summary>What is known so far. It never changes, as other ways may have to be tried.</summary>
    private sealed class Bindings
    {
        public Dictionary<GraphNode, GraphNode> Nodes { get; private init; } = [];

        public Dictionary<int, Activation> Activations { get; private init; } = [];

        public bool Allows(int hole, Activation activation) => !Activations.TryGetValue(hole, out var known) || known == activation;

        public Bindings With(GraphNode pattern, GraphNode node) => new() { Nodes = new(Nodes) { [pattern] = node }, Activations = Activations };

        public Bindings With(int hole, Activation activation) => new() { Nodes = Nodes, Activations = new(Activations) { [hole] = activation } };
    }
}
