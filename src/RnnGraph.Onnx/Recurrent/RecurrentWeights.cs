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

    /// <summary>The extents of a run over no sequences, to which W and R alone are held.</summary>
    /// <exception cref="OnnxException">The shapes don't fit.</exception>
    public RecurrentExtents Extents(NodeContext node, RecurrentKind kind, RecurrentAttributes attributes)
    {
        if (W.Rank != 3)
            throw node.Fault($"W is {W.ShapeText}, expected three axes");
        var extents = RecurrentExtents.Of(node, kind, attributes, new OnnxTensor<T>([], 0, 0, W.Shape[2]), W, R);
        Check(node, kind, extents);
        return extents;
    }

    /// <summary>Writes a direction's weights to its cell, where it has them: a coupled forget gate has none. Biases that aren't there stay 0.</summary>
    public void Write(RecurrentKind kind, int direction, RecurrentExtents extents, ParameterSet<T> parameters)
    {
        var known = parameters.Names.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, values) in Pieces(kind, direction, extents).Where(piece => known.Contains(piece.Name)))
            parameters.Write(name, values.Span);
    }

    /// <summary>A direction's weights by the names of a <see cref="RecurrentCellDefinition"/>'s parameters; those of tensors that aren't there are left out.</summary>
    public IEnumerable<(string Name, ReadOnlyMemory<T> Values)> Pieces(RecurrentKind kind, int direction, RecurrentExtents extents)
    {
        var (gates, peepholes, hidden) = (kind.Gates(), RecurrentKinds.PeepholeGates, extents.Hidden);
        var pieces = gates.SelectMany((gate, at) => new (string Name, OnnxTensor<T>? Tensor, int Place, int Size)[]
        {
            (gate + ".W", W, (direction * gates.Count) + at, hidden * extents.Input),
            (gate + ".U", R, (direction * gates.Count) + at, hidden * hidden),
            (gate + ".Wb", B, (2 * direction * gates.Count) + at, hidden),
            (gate + ".Rb", B, (((2 * direction) + 1) * gates.Count) + at, hidden),
        });
        return pieces.Concat(peepholes.Select((gate, at) => (Name: gate + ".p", Tensor: P, Place: (direction * peepholes.Count) + at, Size: hidden)))
            .Where(piece => piece.Tensor is not null)
            .Select(piece => (piece.Name, (ReadOnlyMemory<T>)piece.Tensor!.Array.AsMemory(piece.Place * piece.Size, piece.Size)));
    }
}
