using System.Numerics;

namespace RnnGraph.Torch;

/// <summary>Arguments of runs against what was expected of them; messages name the argument, the expected and the given. Nothing is allocated while all is well.</summary>
internal static class LayerCheck
{
    /// <summary>An array of a run: <c>[T, B, features]</c>, or batch first.</summary>
    public static void Sequence<T>(int given, LayerWorkspace<T> workspace, bool batchFirst, int features, string argument, string size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = (long)workspace.Steps * workspace.Batch * features;
        if (given == expected)
            return;
        var (shape, outer, inner) = batchFirst ? ("[B, T", workspace.Batch, workspace.Steps) : ("[T, B", workspace.Steps, workspace.Batch);
        throw new ArgumentException($"{argument} is {shape}, {size}] = [{outer}, {inner}, {features}], {expected} values; {given} were given.", argument);
    }

    /// <summary>An array of a streaming step: <c>[B, features]</c>.</summary>
    public static void Step(int given, int batch, int features, string argument, string size)
    {
        if (given != (long)batch * features)
            throw new ArgumentException($"{argument} of a step is [B, {size}] = [{batch}, {features}], {(long)batch * features} values; {given} were given.", argument);
    }

    /// <summary>One length per sequence, none beyond the steps of the run.</summary>
    public static void Lengths<T>(ReadOnlySpan<int> lengths, LayerWorkspace<T> workspace)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (lengths.IsEmpty)
            return;
        if (lengths.Length != workspace.Batch)
            throw new ArgumentException($"The batch has {workspace.Batch} sequences; {lengths.Length} lengths were given.", nameof(lengths));
        for (var row = 0; row < lengths.Length; row++)
        {
            if (lengths[row] < 0 || lengths[row] > workspace.Steps)
                throw new ArgumentOutOfRangeException(nameof(lengths), lengths[row], $"Lengths lie between 0 and the workspace's {workspace.Steps} steps; sequence {row} has {lengths[row]}.");
        }
    }
}
