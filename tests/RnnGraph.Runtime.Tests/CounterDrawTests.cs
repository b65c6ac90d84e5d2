using System.Numerics;
using RnnGraph.Interpreting;
using RnnGraph.Runtime;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Tests;

/// <summary>
/// What the kernels draw against the reference in the language, feature by feature, for counts that fill no vector. A uniform number is a whole number below 2²⁴ over 2²⁴, which a float
/// holds exactly: so the float is the double, and neither is rounded. A normal number in float is the same polynomial at the same uniform number, computed in float.
/// scripts/vector-widths.sh runs this with fewer lanes.
/// </summary>
public sealed unsafe class CounterDrawTests
{
    private const double Cell = 1.0 / (1 << 24);

    /// <summary>Seeds, streams, steps and rows, the largest ones included.</summary>
    private static readonly (ulong Seed, uint Stream, long Step, int Row)[] Places =
    [
        (0, 0, 0, 0), (1, CounterRandom.StreamOf("mask"), 7, 3), (ulong.MaxValue, uint.MaxValue, CounterRandom.Once, int.MaxValue), (11, 5, 3_000_000_000, 31),
    ];

    public static TheoryData<int> Counts => [1, 3, 7, 17, 65, 129];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Uniform_numbers_are_the_references_in_float(int features) => Uniform<float>(features);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Uniform_numbers_are_the_references_in_double(int features) => Uniform<double>(features);

    /// <summary>The reference's logarithm and the vector function's differ by 2 units in the last place.</summary>
    [Theory]
    [MemberData(nameof(Counts))]
    public void Normal_numbers_are_the_references_in_double(int features) => Normal<double>(features, tolerance: 1e-14);

    /// <summary>A sum of nine terms and three products, each rounded to 6e-8 of a number that is at most 5.42.</summary>
    [Theory]
    [MemberData(nameof(Counts))]
    public void Normal_numbers_are_the_references_in_float(int features) => Normal<float>(features, tolerance: 2e-6);

    /// <summary>A choice by u &lt; p says what u is when it turns between p = u and the next number.</summary>
    private static void Uniform<T>(int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (seed, stream, step, row) in Places)
        {
            var key = CounterDraw.KeyOf(seed, stream, step, row);
            Assert.Equal(CounterRandom.KeyOf(seed, stream, step, row), key);
            for (var feature = 0; feature < features; feature++)
            {
                var u = CounterRandom.Uniform(key, feature);
                AssertChosen<T>(key, u, features);
                AssertChosen<T>(key, u + Cell, features);
            }
        }
    }

    private static void AssertChosen<T>(ulong key, double probability, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = Enumerable.Range(0, features).Select(feature => CounterRandom.Uniform(key, feature) < probability ? T.One : -T.One);
        Assert.Equal(expected, Filled<T>(features, (to, stride) => CounterDraw.Bernoulli(key, probability, 1, -1, to, stride, features)));
    }

    private static void Normal<T>(int features, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double Deviation = 0.75;
        foreach (var (seed, stream, step, row) in Places)
        {
            var key = CounterDraw.KeyOf(seed, stream, step, row);
            var drawn = Filled<T>(features, (to, stride) => CounterDraw.Normal(key, Deviation, to, stride, features));
            for (var feature = 0; feature < features; feature++)
                Assert.Equal(Deviation * CounterRandom.Normal(key, feature), double.CreateTruncating(drawn[feature]), tolerance);
        }
    }

    private delegate void Fill<T>(T* to, nint panelStride)
        where T : unmanaged;

    /// <summary>The features of a row whose panels lie apart; what lies between them stays as it was, the padding becomes 0.</summary>
    private static T[] Filled<T>(int features, Fill<T> fill)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (lanes, stride) = (Vector<T>.Count, Vector<T>.Count + 3);
        var memory = new T[Panel<T>.Count(features) * stride];
        Array.Fill(memory, T.NaN);
        fixed (T* to = memory)
            fill(to, stride);
        var rows = memory.Chunk(stride).ToList();
        Assert.All(rows, row => Assert.All(row[lanes..], value => Assert.True(T.IsNaN(value))));
        T[] values = [.. rows.SelectMany(row => row[..lanes])];
        Assert.All(values[features..], value => Assert.Equal(T.Zero, value));
        return values[..features];
    }
}
