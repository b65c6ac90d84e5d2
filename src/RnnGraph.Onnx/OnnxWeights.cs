using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using RnnGraph.Onnx.Export;
using RnnGraph.Onnx.Operators;
using RnnGraph.Onnx.Recurrent;

namespace RnnGraph.Onnx;

/// <summary>The weights that lie in a model, under the keys that cells have for their parameters.</summary>
public static class OnnxWeights
{
    // what the graph of every cell calls its scan
    private const string CellScan = "scan";

    /// <summary>
    /// Reads them. The weights of RNN, GRU and LSTM nodes are cut by gate: <c>i.W</c>, <c>i.U</c>, <c>i.b</c>, <c>i.p</c>, the gates called as in RnnGraph's cells, i, f, g, o; z, r, n; h. <c>b</c> is the sum of the
    /// operator's two biases; of a GRU with linear_before_reset, where they don't add up, and of any node if so wanted, they stay two, <c>b_ih</c> and <c>b_hh</c>. Where the model has several such nodes, or is a network
    /// that <see cref="OnnxExport"/> wrote, their names stand before the keys, and of a bidirectional one <c>forward.</c> or <c>reverse.</c>. Other initializers of floats keep their names; constants that <see cref="OnnxExport"/> wrote are left out.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="bothBiases">Whether all gates have two biases, as in PyTorch.</param>
    /// <returns>Tensors of floats or doubles by key, in the order of the nodes, then of the file.</returns>
    /// <exception cref="OnnxException">The weights of a node are an input, or computed, rather than in the file, their shapes don't fit, their type is none that runs here, or two have one key.</exception>
    public static IReadOnlyList<KeyValuePair<string, OnnxTensor>> Read(OnnxModel model, bool bothBiases = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        var found = new List<KeyValuePair<string, OnnxTensor>>();
        var initializers = model.Initializers.DistinctBy(initializer => initializer.Name).ToDictionary(initializer => initializer.Name, StringComparer.Ordinal);
        var read = new HashSet<string>(StringComparer.Ordinal);
        var isOurs = model.Producer.Split(' ')[0] == OnnxExport.Producer;
        var nodes = model.Nodes.Where(node => node.Domain.Length == 0 && RecurrentKinds.Find(node.OpType) is not null).ToList();
        foreach (var node in nodes)
        {
            var context = new NodeContext(model.Path, node, OnnxRunner.Opset(model));
            found.AddRange(OfNode(context, (isOurs ? node.Name == CellScan : nodes.Count == 1) ? "" : Prefix(node), bothBiases, input => Tensor(context, initializers, read, input)));
        }

        foreach (var initializer in model.Initializers.Where(initializer => !read.Contains(initializer.Name) && IsWeight(model, initializer, isOurs)))
            found.Add(new(initializer.Name, Decode(model, initializer)));
        return found.GroupBy(pair => pair.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new OnnxException(model.Path, $"two weights would have the key '{twice.Key}'")
            : found;
    }

    private static string Prefix(OnnxNode node) =>
        (node.Name.Length > 0 ? node.Name.Trim('/').Replace('/', '.') : string.Create(CultureInfo.InvariantCulture, $"{node.OpType.ToLowerInvariant()}.{node.Index}")) + ".";

    // from IR version 4 on an initializer among the inputs is an input's default
    private static bool IsWeight(OnnxModel model, OnnxInitializer initializer, bool isOurs) =>
        initializer.ElementType is ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16
        && !(isOurs && initializer.Name.StartsWith(ModelDraft.ConstantPrefix, StringComparison.Ordinal))
        && !(model.IrVersion >= 4 && model.Inputs.Any(input => input.Name == initializer.Name));

    private static OnnxTensor Decode(OnnxModel model, OnnxInitializer initializer)
    {
        try
        {
            return initializer.Decode();
        }
        catch (FormatException fault)
        {
            throw new OnnxException(model.Path, fault.Message, fault);
        }
    }

    private static OnnxTensor? Tensor(NodeContext node, Dictionary<string, OnnxInitializer> initializers, HashSet<string> read, int input)
    {
        if (node.Node.Inputs.ElementAtOrDefault(input) is not { Length: > 0 } name)
            return null;
        read.Add(name);
        if (!initializers.TryGetValue(name, out var initializer))
            throw node.Fault($"its weights '{name}' are an input or computed; expected an initializer");
        try
        {
            return initializer.Decode();
        }
        catch (FormatException fault)
        {
            throw node.Fault(fault.Message, fault);
        }
    }

    private static IEnumerable<KeyValuePair<string, OnnxTensor>> OfNode(NodeContext node, string prefix, bool bothBiases, Func<int, OnnxTensor?> tensor) => (tensor(1), tensor(2)) switch
    {
        (OnnxTensor<float> w, OnnxTensor<float> r) => OfNode(node, prefix, bothBiases, new RecurrentWeights<float>(w, r, Typed(node, w, tensor(3)), Typed(node, w, tensor(7)))),
        (OnnxTensor<double> w, OnnxTensor<double> r) => OfNode(node, prefix, bothBiases, new RecurrentWeights<double>(w, r, Typed(node, w, tensor(3)), Typed(node, w, tensor(7)))),
        _ => throw node.Fault("expected W and R, both Float or both Double"),
    };

    private static OnnxTensor<T>? Typed<T>(NodeContext node, OnnxTensor<T> w, OnnxTensor? given)
        where T : unmanaged => given is null or OnnxTensor<T> ? (OnnxTensor<T>?)given : throw node.Fault($"expected B and P of {w.ElementType}, given {given.ElementType}");

    private static IEnumerable<KeyValuePair<string, OnnxTensor>> OfNode<T>(NodeContext node, string prefix, bool bothBiases, RecurrentWeights<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kind = RecurrentKinds.Find(node.Node.OpType)!.Value;
        var attributes = new RecurrentAttributes(node, kind);
        var extents = weights.Extents(node, kind, attributes);
        for (var direction = 0; direction < extents.Directions; direction++)
        {
            var definition = attributes.Definition(direction, weights.P is not null);
            var at = prefix + (extents.Directions == 1 ? "" : attributes.IsReversed[direction] ? "reverse." : "forward.");
            var pieces = weights.Pieces(kind, direction, extents).ToDictionary(piece => piece.Name, piece => piece.Values.ToArray(), StringComparer.Ordinal);
            foreach (var gate in kind.Gates().Where(gate => !(definition.CouplesForget && gate == "f")))
            {
                var key = at + kind.CellGate(gate);
                yield return Weight(key + ".W", pieces[gate + ".W"], extents.Hidden, extents.Input);
                yield return Weight(key + ".U", pieces[gate + ".U"], extents.Hidden, extents.Hidden);
                var (ofInput, ofState) = (pieces.GetValueOrDefault(gate + ".Wb") ?? new T[extents.Hidden], pieces.GetValueOrDefault(gate + ".Rb") ?? new T[extents.Hidden]);
                if (bothBiases || definition.ResetsAfter)
                {
                    yield return Weight(key + ".b_ih", ofInput, extents.Hidden);
                    yield return Weight(key + ".b_hh", ofState, extents.Hidden);
                }
                else
                {
                    TensorPrimitives.Add(ofInput, ofState, ofInput);
                    yield return Weight(key + ".b", ofInput, extents.Hidden);
                }

                if (pieces.TryGetValue(gate + ".p", out var peephole))
                    yield return Weight(key + ".p", peephole, extents.Hidden);
            }
        }
    }

    private static KeyValuePair<string, OnnxTensor> Weight<T>(string key, T[] values, params int[] shape)
        where T : unmanaged => new(key, new OnnxTensor<T>(values, shape));
}
