using System.Numerics;
using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>Parameters by name, their start and their layout.</summary>
public sealed class ParameterTests
{
    [Fact]
    public void ReadGivesWhatWasWritten()
    {
        var cell = new Lstm(3, 10);
        var version = cell.Parameters.Version;
        float[] w = [.. Enumerable.Range(1, 30).Select(i => (float)i)], b = [.. Enumerable.Range(1, 10).Select(i => -(float)i)];
        cell.Parameters.Write("g.W", w);
        cell.Parameters.Write("g.b", b);
        Assert.True(cell.Parameters.Version > version);
        float[] readW = new float[30], readB = new float[10];
        cell.Parameters.Read("g.W", readW);
        cell.Parameters.Read("g.b", readB);
        Assert.Equal(w, readW);
        Assert.Equal(b, readB);
        Assert.Equal([10, 3], cell.Parameters.Shape("g.W"));
        Assert.Equal([10], cell.Parameters.Shape("g.b"));
    }

    [Fact]
    public void PaddingIsZeroAndStretchesCoverTheRest()
    {
        // The bound forget bias is 1 in every unit, so a padding lane that isn't 0 would show.
        var cell = new Lstm(3, Vector<float>.Count + 1);
        var sum = 0.0;
        foreach (var info in cell.Parameters)
        {
            var values = new float[info.Size];
            cell.Parameters.Read(info.Name, values);
            sum += values.Sum(Math.Abs);
            var stretches = 0.0;
            for (var i = 0; i < info.Count; i++)
            {
                foreach (var value in cell.Parameters.Values.Slice(info.Offset + (i * info.Stride), info.Width))
                    stretches += Math.Abs(value);
            }

            Assert.Equal(values.Sum(Math.Abs), stretches, 1e-4);
        }

        var all = 0.0;
        foreach (var value in cell.Parameters.Values)
            all += Math.Abs(value);
        Assert.Equal(sum, all, 1e-3);
    }

    [Fact]
    public void InitialisersAreWhatTheySay()
    {
        var cell = new Lstm(7, 24);
        cell.Initialize(5);
        float[] u = Read(cell, "g.U"), w = Read(cell, "i.W"), glorot = Read(cell, "g.W");
        Assert.All(Read(cell, "f.b"), value => Assert.Equal(1, value));
        Assert.All(w, value => Assert.InRange(Math.Abs(value), 0, 1 / MathF.Sqrt(24)));
        Assert.All(glorot, value => Assert.InRange(Math.Abs(value), 0, MathF.Sqrt(6f / 31)));
        Assert.InRange(w.Average(), -0.03, 0.03);
        for (var a = 0; a < 24; a++)
        {
            for (var b = 0; b < 24; b++)
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, 24).Sum(k => (double)u[(a * 24) + k] * u[(b * 24) + k]), 1e-6);
        }
    }

    [Fact]
    public void SeedsRepeatAndPrecisionsAgree()
    {
        var cell = new Lstm(7, 9);
        cell.Initialize(5);
        var first = cell.Parameters.Values.ToArray();
        cell.Initialize(6);
        Assert.NotEqual(first, cell.Parameters.Values.ToArray());
        cell.Initialize(5);
        Assert.Equal(first, cell.Parameters.Values.ToArray());
    }

    [Fact]
    public void ErrorsNameWhatWasExpected()
    {
        var cell = new Lstm(3, 10);
        Assert.Contains("i.W", Assert.Throws<ArgumentException>(() => cell.Parameters.Read("j.W", new float[30])).Message, StringComparison.Ordinal);
        var size = Assert.Throws<ArgumentException>(() => cell.Parameters.Write("i.W", new float[29])).Message;
        Assert.Contains("[10, 3]", size, StringComparison.Ordinal);
        Assert.Contains("29", size, StringComparison.Ordinal);
    }

    private static float[] Read(Lstm cell, string name)
    {
        var values = new float[cell.Parameters[name].Size];
        cell.Parameters.Read(name, values);
        return values;
    }
}
