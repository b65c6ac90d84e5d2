namespace RnnGraph.Training;

/// <summary>A small random generator whose whole state is one number, so that a checkpoint can hold it (SplitMix64: Steele, Lea &amp; Flood 2014).</summary>
/// <param name="state">The state; a seed, or what <see cref="State"/> gave.</param>
public sealed class RandomStream(ulong state)
{
    /// <summary>The state: a stream made from it goes on with the same numbers.</summary>
    public ulong State { get; private set; } = state;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        State += 0x9E3779B97F4A7C15;
        var bits = State;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1L << 53));
}
