using System.Numerics;

namespace RnnGraph.Torch.Layout;

/// <summary>
/// Dropout between layers: each value of a lower layer's output is kept with probability 1 − p and then scaled by 1/(1 − p). Whether it is kept is a pure function of
/// (seed, draw, layer, place), so that a run repeats exactly and the backward run computes the mask again instead of storing it.
/// </summary>
internal static class DropoutMask
{
    /// <summary>Multiplies values by their mask: 0 or 1/(1 − p).</summary>
    /// <param name="values"><c>[T, B, F]</c>.</param>
    /// <param name="probability">p, 0 to 1.</param>
    /// <param name="seed">The caller's seed.</param>
    /// <param name="draw">The number of the run: each has masks of its own.</param>
    /// <param name="layer">The layer that gave the values.</param>
    public static void Apply<T>(Span<T> values, double probability, ulong seed, ulong draw, int layer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scale = probability < 1 ? T.CreateTruncating(1 / (1 - probability)) : T.Zero;
        var key = CounterHash.Mix(CounterHash.Mix(CounterHash.Mix(seed) + draw) + (ulong)layer);
        // Of 2²⁴ equally likely numbers, those below p·2²⁴ drop the value.
        var dropped = (uint)Math.Round(probability * (1 << 24));
        for (var i = 0; i < values.Length; i++)
            values[i] = (uint)(CounterHash.Mix(key + (ulong)i) >> 40) < dropped ? T.Zero : values[i] * scale;
    }
}
