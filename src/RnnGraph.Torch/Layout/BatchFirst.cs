namespace RnnGraph.Torch.Layout;

/// <summary>PyTorch's batch_first: [B, T, F] outside, [T, B, F] inside.</summary>
internal static class BatchFirst
{
    /// <summary>Exchanges the two outer axes: <c>[outer, inner, features] → [inner, outer, features]</c>.</summary>
    public static void Exchange<T>(ReadOnlySpan<T> source, Span<T> target, int outer, int inner, int features)
    {
        for (var i = 0; i < outer; i++)
        {
            for (var j = 0; j < inner; j++)
                source.Slice(((i * inner) + j) * features, features).CopyTo(target.Slice(((j * outer) + i) * features, features));
        }
    }
}
