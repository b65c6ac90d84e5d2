namespace RnnGraph.Onnx.Operators;

/// <summary>Axes as nodes name them: from 0, or from −1 backwards.</summary>
internal static class Axes
{
    /// <summary>The axis from 0.</summary>
    /// <exception cref="OnnxException">A tensor of this rank has no such axis.</exception>
    public static int Of(NodeContext node, long axis, int rank) =>
        axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw node.Fault($"there is no axis {axis} in a tensor of {rank} axes");

    /// <summary>Several axes, each once.</summary>
    /// <exception cref="OnnxException">A tensor of this rank has no such axis, or one is named twice.</exception>
    public static HashSet<int> Of(NodeContext node, IEnumerable<long> axes, int rank)
    {
        var set = new HashSet<int>();
        foreach (var axis in axes)
        {
            if (!set.Add(Of(node, axis, rank)))
                throw node.Fault($"the axis {axis} is named twice");
        }

        return set;
    }
}
