using System.Numerics;
using RnnGraph.Onnx.Operators;

namespace RnnGraph.Onnx.Recurrent;

/// <summary>A recurrent node's weights, the gates of each direction one after the other. Equal when they are the same tensors.</summary>
/// <param name="W">[directions, gates·hidden, input].</param>
/// <param name="R">[directions, gates·hidden, hidden].</param>
/// <param name="B">[directions, 2·gates·hidden]: the gates' Wb, then their Rb; null for zeros.</param>
/// <param name="P">[directions, 3·hidden]: peepholes of i, o and f; null for none.</param>
internal sealed record RecurrentWeights<T>(OnnxTensor<T> W, OnnxTensor<T> R, OnnxTensor<T>? B, OnnxTensor<T>? P)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether the same tensors may hold other values in the next run.</summary>
    public bool MayChange => W.IsCallers || R.IsCallers || B is { IsCallers: true } || P is { IsCallers: true };

    /// <summary>Refuses biases and peepholes of another shape; W and R are what the extents were read off.</summary>
    public void Check(NodeContext node, RecurrentKind kind, RecurrentExtents extents)
    {
        if (B is not null)
            extents.Require(node, "B", B, extents.Directions, 2 * kind.Gates().Count * extents.Hidden);
        if (P is not null)
            extents.Require(node, "P", P, extents.Directions, RecurrentKinds.PeepholeGates.Count * extents.Hidden);
    }

    /// <summary>Writes a direction's weights to its cell; biases that aren't there stay 0.</summary>
    public void Write(RecurrentKind kind, int direction, RecurrentExtents extents, ParameterSet<T> parameters)
    {
        var (gates, hidden) = (kind.Gates(), extents.Hidden);
        for (var gate = 0; gate < gates.Count; gate++)
        {
            var stacked = (direction * gates.Count) + gate;
            Write(parameters, gates[gate] + ".W", W, stacked, hidden * extents.Input);
            Write(parameters, gates[gate] + ".U", R, stacked, hidden * hidden);
            Write(parameters, gates[gate] + ".Wb", B, (2 * direction * gates.Count) + gate, hidden);
            Write(parameters, gates[gate] + ".Rb", B, (((2 * direction) + 1) * gates.Count) + gate, hidden);
        }

        var peepholes = RecurrentKinds.PeepholeGates;
        for (var gate = 0; gate < peepholes.Count; gate++)
            Write(parameters, peepholes[gate] + ".p", P, (direction * peepholes.Count) + gate, hidden);
    }

    /// <summary>Writes a piece of a tensor to a parameter, where the cell has it: a coupled forget gate has none.</summary>
    private static void Write(ParameterSet<T> parameters, string name, OnnxTensor<T>? tensor, int piece, int size)
    {
        if (tensor is not null && parameters.Names.Contains(name, StringComparer.Ordinal))
            parameters.Write(name, tensor.Values.Slice(piece * size, size));
    }
}
