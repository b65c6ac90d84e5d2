namespace RnnGraph.Torch.Layout;

/// <summary>Random numbers without a state: a pure function of a key and a counter.</summary>
internal static class CounterHash
{
    /// <summary>SplitMix64's finaliser (Steele, Lea &amp; Flood 2014).</summary>
    public static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A normal number with mean 0 and deviation 1 (Box–Muller); the first draw lies in (0, 1] so that its logarithm is finite.</summary>
    public static double Normal(ulong key, ulong counter) =>
        Math.Sqrt(-2 * Math.Log(1 - Unit(key, 2 * counter))) * Math.Cos(2 * Math.PI * Unit(key, (2 * counter) + 1));

    // The upper 53 bits as a number in [0, 1).
    private static double Unit(ulong key, ulong counter) => (Mix(key + counter) >> 11) * (1.0 / (1UL << 53));
}
