using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Benchmarks.Bounds;

/// <summary>
/// What one core of this machine can do, measured: the bandwidth of reading and of updating in place, by how much is gone over again and again; functions in the first-level cache, and one after
/// another.
/// </summary>
internal static class Machine
{
    private const int Rounds = 15;
    private const int FunctionValues = 2048;
    private const int ChainLength = 10_000;
    private static readonly Dictionary<int, double> Reads = [];
    private static readonly Dictionary<int, double> Updates = [];
    private static readonly Dictionary<string, double> Times = [];
    private static readonly Dictionary<string, double> Latencies = [];

    /// <summary>Bytes per second of reading <paramref name="bytes"/> over and over, rounded up to a power of two between 16 KiB and 64 MiB.</summary>
    public static double Bandwidth(double bytes) => Bandwidth(Reads, bytes, values => Keep = Read(values));

    /// <summary>Bytes per second of reading <paramref name="bytes"/> over and over and writing each again, counted once; rounded up likewise.</summary>
    public static double UpdateBandwidth(double bytes) => Bandwidth(Updates, bytes, Update);

    /// <summary>Seconds that a function takes for one value among many.</summary>
    /// <param name="name">The op's name.</param>
    /// <exception cref="ArgumentException">The op isn't known here.</exception>
    public static double SecondsOf(string name) => Measured(Times, name, () =>
    {
        var function = VectorFunction.Of(name);
        float[] x = [.. Enumerable.Range(0, FunctionValues).Select(i => 0.1f + (i % 100 * 0.02f))], y = new float[FunctionValues];
        const int Repetitions = 200;
        return Least(() =>
        {
            for (var i = 0; i < Repetitions; i++)
                function.Apply(x, y);
        }) / (Repetitions * FunctionValues);
    });

    /// <summary>Seconds from a function's operand to its value.</summary>
    /// <param name="name">The op's name.</param>
    /// <exception cref="ArgumentException">The op isn't known here.</exception>
    public static double LatencyOf(string name) => Measured(Latencies, name, () =>
    {
        var function = VectorFunction.Of(name);
        return Least(() => Keep = function.Chain(new Vector<float>(0.5f), ChainLength)) / ChainLength;
    });

    /// <summary>Seconds from the operands of an addition to its value: no other operation is faster by much.</summary>
    public static double LatencyOfAddition => Measured(Latencies, "add", () => Least(() => Keep = Add(Vector<float>.One, ChainLength)) / ChainLength);

    private static double Measured(Dictionary<string, double> known, string name, Func<double> measure) =>
        known.TryGetValue(name, out var seconds) ? seconds : known[name] = measure();

    private static double Bandwidth(Dictionary<int, double> known, double bytes, Action<AlignedArray<float>> pass)
    {
        var power = Math.Clamp((int)Math.Ceiling(Math.Log2(Math.Max(bytes, 1))), 14, 26);
        if (!known.TryGetValue(power, out var bandwidth))
        {
            // As the kernels' own memory is: a vector that lies across two cache lines is read twice.
            var values = new AlignedArray<float>(1 << (power - 2));
            var times = Math.Max(1, (1 << 25) >> power);
            bandwidth = known[power] = (double)times * (1 << power) / Least(() =>
            {
                for (var i = 0; i < times; i++)
                    pass(values);
            });
        }

        return bandwidth;
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
    private static unsafe Vector<float> Read(AlignedArray<float> values)
    {
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (float* from = values.Pointer, end = from + values.Length; from < end; from += 8 * Vector<float>.Count)
        {
            s0 += Vector.Load(from);
            s1 += Vector.Load(from + Vector<float>.Count);
            s2 += Vector.Load(from + (2 * Vector<float>.Count));
            s3 += Vector.Load(from + (3 * Vector<float>.Count));
            s4 += Vector.Load(from + (4 * Vector<float>.Count));
            s5 += Vector.Load(from + (5 * Vector<float>.Count));
            s6 += Vector.Load(from + (6 * Vector<float>.Count));
            s7 += Vector.Load(from + (7 * Vector<float>.Count));
        }

        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Update(AlignedArray<float> values)
    {
        var factor = new Vector<float>(0.999f);
        for (float* at = values.Pointer, end = at + values.Length; at < end; at += 4 * Vector<float>.Count)
        {
            var (a, b) = (Vector.Load(at), Vector.Load(at + Vector<float>.Count));
            var (c, d) = (Vector.Load(at + (2 * Vector<float>.Count)), Vector.Load(at + (3 * Vector<float>.Count)));
            Vector.MultiplyAddEstimate(a, factor, factor).Store(at);
            Vector.MultiplyAddEstimate(b, factor, factor).Store(at + Vector<float>.Count);
            Vector.MultiplyAddEstimate(c, factor, factor).Store(at + (2 * Vector<float>.Count));
            Vector.MultiplyAddEstimate(d, factor, factor).Store(at + (3 * Vector<float>.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<float> Add(Vector<float> x, int times)
    {
        var sum = x;
        for (var i = 0; i < times; i++)
            sum += x;
        return sum;
    }
}
