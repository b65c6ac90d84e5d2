using System.Text;

namespace RnnGraph.Interpreting;

/// <summary>
/// The random numbers of graphs, without a state: each is a function of where it is drawn. So a run repeats exactly, for any number of threads and in any order of
/// steps, and the backward run draws again what the forward run drew. The uniform numbers are the same bits in every precision and on every machine; this is the
/// reference that the kernels' vector code reproduces.
/// </summary>
/// <remarks>
/// A key of 64 bits per row is made with the finaliser of SplitMix64 (Steele, Lea and Flood 2014), a number of 32 bits per feature with two rounds of the
/// 32-bit hash lowbias32 (Wellons 2018), which needs only products of 32 bits.
/// </remarks>
public static class CounterRandom
{
    /// <summary>The step in the key of what is drawn once for the whole sequence, or once for the run.</summary>
    public const long Once = -1;

    private const double Unit = 1.0 / (1 << 24);

    // M. Giles, Approximating the erfinv function, GPU Computing Gems (2010): polynomials in w − 2.5 for w < 5, in √w − 3 beyond; the highest power first.
    private static readonly double[] Central =
    [
        2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087, -0.00125372503, -0.00417768164, 0.246640727, 1.50140941,
    ];

    private static readonly double[] Tail =
    [
        -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047, 1.00167406, 2.83297682,
    ];

    /// <summary>The stream of a random node: the 32-bit FNV-1a hash of its name in UTF-8.</summary>
    public static uint StreamOf(string name)
    {
        var hash = 2166136261;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ octet) * 16777619);
        }

        return hash;
    }

    /// <summary>The key of all features of one row.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">The node's stream.</param>
    /// <param name="step">The place in the sequence, counted from its first step also when the run begins later; <see cref="Once"/> for what does not depend on the step.</param>
    /// <param name="row">The row of the batch; for a matrix parameter its own row.</param>
    public static ulong KeyOf(ulong seed, uint stream, long step, int row)
    {
        unchecked
        {
            var key = Mix(seed + 0x9E3779B97F4A7C15);
            key = Mix(key ^ stream);
            key = Mix(key ^ (ulong)step);
            return Mix(key ^ (uint)row);
        }
    }

    /// <summary>32 random bits for one feature of a row.</summary>
    public static uint Bits(ulong key, int feature)
    {
        unchecked
        {
            return Mix(Mix(((uint)feature * 0x9E3779B9) + (uint)key) ^ (uint)(key >> 32));
        }
    }

    /// <summary>Uniform in [0, 1): a multiple of 2⁻²⁴, exact in single precision.</summary>
    public static double Uniform(ulong key, int feature) => (Bits(key, feature) >> 8) * Unit;

    /// <summary>
    /// Normal with mean 0 and deviation 1: the quantile at the middle of the uniform number's cell, u + 2⁻²⁵, by a polynomial whose relative error is below 2e-7.
    /// Symmetric about 0, at most 5.42 in magnitude.
    /// </summary>
    public static double Normal(ulong key, int feature)
    {
        // p, the smaller of u + 2⁻²⁵ and its complement, and x = 1 − 2p are exact in single precision.
        var cell = (int)(Bits(key, feature) >> 8);
        var p = (Math.Min(cell, (1 << 24) - 1 - cell) + 0.5) * Unit;
        var x = 1 - (2 * p);
        var w = -Math.Log(4 * p * (1 - p));
        var magnitude = Math.Sqrt(2) * x * (w < 5 ? Polynomial(Central, w - 2.5) : Polynomial(Tail, Math.Sqrt(w) - 3));
        return cell >= 1 << 23 ? magnitude : -magnitude;
    }

    private static double Polynomial(double[] coefficients, double at) => coefficients.Aggregate((sum, coefficient) => (sum * at) + coefficient);

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private static uint Mix(uint x)
    {
        unchecked
        {
            x = (x ^ (x >> 16)) * 0x7FEB352D;
            x = (x ^ (x >> 15)) * 0x846CA68B;
            return x ^ (x >> 16);
        }
    }
}
