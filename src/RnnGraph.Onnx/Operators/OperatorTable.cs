using RnnGraph.Onnx.Recurrent;

namespace RnnGraph.Onnx.Operators;

/// <summary>The operators that run here, by name.</summary>
internal static class OperatorTable
{
    /// <summary>The first version of ONNX's own operator set that is known here.</summary>
    public const long FirstOpset = 7;

    /// <summary>The last one.</summary>
    public const long LastOpset = 22;

    private static readonly Dictionary<string, Func<NodeContext, Operator>> Makers = new(StringComparer.Ordinal)
    {
        ["Add"] = Addition.Make,
        ["Cast"] = Casting.Make,
        ["Concat"] = Concatenation.Make,
        ["Constant"] = Constants.Make,
        ["ConstantOfShape"] = Filling.Make,
        ["Expand"] = Expansion.Make,
        ["Gather"] = Gathering.Make,
        ["Gemm"] = Products.MakeGemm,
        ["GRU"] = node => RecurrentOperator.Make(node, RecurrentKind.Gru),
        ["Identity"] = Elementwise.MakeIdentity,
        ["LSTM"] = node => RecurrentOperator.Make(node, RecurrentKind.Lstm),
        ["MatMul"] = Products.MakeMatMul,
        ["Relu"] = Elementwise.MakeRelu,
        ["Reshape"] = Reshaping.MakeReshape,
        ["RNN"] = node => RecurrentOperator.Make(node, RecurrentKind.Rnn),
        ["Shape"] = Reshaping.MakeShape,
        ["Sigmoid"] = Elementwise.MakeSigmoid,
        ["Slice"] = Slicing.Make,
        ["Softmax"] = Softmaxing.Make,
        ["Squeeze"] = Reshaping.MakeSqueeze,
        ["Tanh"] = Elementwise.MakeTanh,
        ["Transpose"] = Transposition.Make,
        ["Unsqueeze"] = Reshaping.MakeUnsqueeze,
    };

    /// <summary>Why a node can't run; null if it can.</summary>
    public static string? Refusal(OnnxNode node, long opset) =>
        node.Domain.Length == 0 && Makers.ContainsKey(node.OpType)
            ? null
            : $"{node.Label}: the operator {node.OpType} of {(node.Domain.Length == 0 ? $"opset {opset}" : $"the domain '{node.Domain}'")} is not supported";

    /// <summary>Makes the operator of a node, its attributes checked.</summary>
    /// <exception cref="OnnxException">An attribute, or the number of inputs, isn't as the operator has it.</exception>
    public static Operator Make(NodeContext node)
    {
        var made = Makers[node.Node.OpType](node);
        node.RequireAllAsked();
        return made;
    }
}
