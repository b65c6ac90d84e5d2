using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Benchmarks;

/// <summary>The machine's multiply-add peak on one core: independent multiply-adds on registers alone, the widest that products run in, two operations each.</summary>
internal static class Peak
{
    private const int Rounds = 4_000_000;
    private const int Sums = 12;

    /// <summary>Billions of operations per second in one run of some 10 ms.</summary>
    public static double Measure()
    {
        var start = Clock.Now;
        Keep = WideTile.IsSupported ? RunWide(Rounds, 0.999999f, 1e-7f) : Run(Rounds, 0.999999f, 1e-7f);
        return 2.0 * Sums * (WideTile.IsSupported ? Vector512<float>.Count : Vector<float>.Count) * Rounds / (Clock.Now - start) / 1e9;
    }

    /// <summary>The median of several runs.</summary>
    public static double Median(int runs = 9)
    {
        Measure();
        return Statistics.Median([.. Enumerable.Range(0, runs).Select(_ => Measure())]);
    }

    private static float Keep { get; set; }

    // Twelve sums hide the latency of two units and fit 16 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run(int rounds, float factor, float summand)
    {
        Vector<float> a = new(factor), b = new(summand);
        Vector<float> c0 = b, c1 = b, c2 = b, c3 = b, c4 = b, c5 = b, c6 = b, c7 = b, c8 = b, c9 = b, c10 = b, c11 = b;
        for (var i = 0; i < rounds; i++)
        {
            c0 = Vector.MultiplyAddEstimate(c0, a, b);
            c1 = Vector.MultiplyAddEstimate(c1, a, b);
            c2 = Vector.MultiplyAddEstimate(c2, a, b);
            c3 = Vector.MultiplyAddEstimate(c3, a, b);
            c4 = Vector.MultiplyAddEstimate(c4, a, b);
            c5 = Vector.MultiplyAddEstimate(c5, a, b);
            c6 = Vector.MultiplyAddEstimate(c6, a, b);
            c7 = Vector.MultiplyAddEstimate(c7, a, b);
            c8 = Vector.MultiplyAddEstimate(c8, a, b);
            c9 = Vector.MultiplyAddEstimate(c9, a, b);
            c10 = Vector.MultiplyAddEstimate(c10, a, b);
            c11 = Vector.MultiplyAddEstimate(c11, a, b);
        }

        return Vector.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11);
    }

    /// <summary>The same in the registers of <see cref="Vector512{T}"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float RunWide(int rounds, float factor, float summand)
    {
        Vector512<float> a = Vector512.Create(factor), b = Vector512.Create(summand);
        Vector512<float> c0 = b, c1 = b, c2 = b, c3 = b, c4 = b, c5 = b, c6 = b, c7 = b, c8 = b, c9 = b, c10 = b, c11 = b;
        for (var i = 0; i < rounds; i++)
        {
            c0 = Vector512.MultiplyAddEstimate(c0, a, b);
            c1 = Vector512.MultiplyAddEstimate(c1, a, b);
            c2 = Vector512.MultiplyAddEstimate(c2, a, b);
            c3 = Vector512.MultiplyAddEstimate(c3, a, b);
            c4 = Vector512.MultiplyAddEstimate(c4, a, b);
            c5 = Vector512.MultiplyAddEstimate(c5, a, b);
            c6 = Vector512.MultiplyAddEstimate(c6, a, b);
            c7 = Vector512.MultiplyAddEstimate(c7, a, b);
            c8 = Vector512.MultiplyAddEstimate(c8, a, b);
            c9 = Vector512.MultiplyAddEstimate(c9, a, b);
            c10 = Vector512.MultiplyAddEstimate(c10, a, b);
            c11 = Vector512.MultiplyAddEstimate(c11, a, b);
        }

        return Vector512.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11);
    }
}
