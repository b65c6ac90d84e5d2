using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Benchmarks.Bounds;

/// <summary>What one core of this machine can do, measured: the bandwidth of reading by how much is read over and over, and the time of functions in the first-level cache.</summary>
internal static class Machine
{
    private const int Rounds = 15;
    private const int FunctionValues = 2048;
    private static readonly Dictionary<int, double> Bandwidths = [];
    private static readonly Dictionary<string, double> Times = [];

    /// <summary>Bytes per second of reading <paramref name="bytes"/> over and over, rounded up to a power of two between 16 KiB and 64 MiB.</summary>
    public static double Bandwidth(double bytes)
    {
        var power = Math.Clamp((int)Math.Ceiling(Math.Log2(Math.Max(bytes, 1))), 14, 26);
        if (!Bandwidths.TryGetValue(power, out var bandwidth))
        {
            var values = new float[1 << (power - 2)];
            var times = Math.Max(1, (1 << 25) >> power);
            bandwidth = Bandwidths[power] = (double)times * (1 << power) / Least(() =>
            {
                for (var i = 0; i < times; i++)
                    Keep = Read(values);
            });
        }

        return bandwidth;
    }

    /// <summary>Seconds that a function takes for one value.</summary>
    /// <param name="name">The op's name.</param>
    /// <exception cref="ArgumentException">The op isn't known here.</exception>
    public static double SecondsOf(string name)
    {
        if (Times.TryGetValue(name, out var seconds))
            return seconds;
        var function = VectorFunction.Find(name) ?? throw new ArgumentException($"No function stands for the op '{name}'; add it to {nameof(VectorFunction)}.", nameof(name));
        float[] x = [.. Enumerable.Range(0, FunctionValues).Select(i => 0.1f + (i % 100 * 0.02f))], y = new float[FunctionValues];
        const int Repetitions = 200;
        return Times[name] = Least(() =>
        {
            for (var i = 0; i < Repetitions; i++)
                function.Apply(x, y);
        }) / (Repetitions * FunctionValues);
    }

    private static Vector<float> Keep { get; set; }

    /// <summary>The least time of several: a limit is what the machine can do when nobody disturbs it.</summary>
    private static double Least(Action action)
    {
        action();
        return Enumerable.Range(0, Rounds).Min(_ =>
        {
            var start = Clock.Now;
            action();
            return Clock.Now - start;
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<float> Read(float[] values)
    {
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        ref var from = ref Unsafe.As<float, Vector<float>>(ref values[0]);
        for (var i = 0; i < values.Length / Vector<float>.Count; i += 8)
        {
            s0 += Unsafe.Add(ref from, i);
            s1 += Unsafe.Add(ref from, i + 1);
            s2 += Unsafe.Add(ref from, i + 2);
            s3 += Unsafe.Add(ref from, i + 3);
            s4 += Unsafe.Add(ref from, i + 4);
            s5 += Unsafe.Add(ref from, i + 5);
            s6 += Unsafe.Add(ref from, i + 6);
            s7 += Unsafe.Add(ref from, i + 7);
        }

        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
    }
}
