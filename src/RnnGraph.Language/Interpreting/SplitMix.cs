namespace RnnGraph.Interpreting;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.</summary>
internal sealed class SplitMix
{
    private ulong _state;

    public SplitMix(ulong seed) => _state = seed;

    public double[] Uniform(int count, double range)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = range * ((2 * Unit()) - 1);
        }

        return values;
    }

    private double Unit()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return (z >> 11) * (1.0 / (1UL << 53));
        }
    }
}
