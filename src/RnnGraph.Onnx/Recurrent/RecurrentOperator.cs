using RnnGraph.Onnx.Operators;

namespace RnnGraph.Onnx.Recurrent;

/// <summary>RNN, GRU and LSTM: inputs X, W, R, B, sequence_lens, initial_h, of an LSTM initial_c and P; outputs Y, Y_h, of an LSTM Y_c.</summary>
internal static class RecurrentOperator
{
    public static Operator Make(NodeContext node, RecurrentKind kind)
    {
        var isLstm = kind == RecurrentKind.Lstm;
        node.Expect(3, isLstm ? 8 : 6, isLstm ? 3 : 2);
        var attributes = new RecurrentAttributes(node, kind);
        var (single, twice) = (new RecurrentRun<float>(node, kind, attributes), new RecurrentRun<double>(node, kind, attributes));
        return inputs => inputs[0] switch
        {
            OnnxTensor<float> => single.Run(inputs),
            OnnxTensor<double> => twice.Run(inputs),
            var other => throw node.Fault($"X is {other.ElementType}; expected Float or Double"),
        };
    }
}
