using System.Numerics;
using BenchmarkDotNet.Attributes;
using RnnGraph.Runtime;

namespace RnnGraph.Benchmarks;

/// <summary>Elementwise functions over 4096 values in the first-level cache.</summary>
[InProcess]
public class VectorMathBenchmark
{
    private const int Count = 4096;
    private readonly float[] _x = [.. Enumerable.Range(0, Count).Select(i => ((i % 1000) - 500) / 100f)];
    private readonly float[] _y = new float[Count];

    /// <summary>tanh x.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void Tanh()
    {
        for (var i = 0; i < Count; i += Vector<float>.Count)
            VectorMath.Tanh(new Vector<float>(_x, i)).CopyTo(_y, i);
    }

    /// <summary>σ(x).</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void Sigmoid()
    {
        for (var i = 0; i < Count; i += Vector<float>.Count)
            VectorMath.Sigmoid(new Vector<float>(_x, i)).CopyTo(_y, i);
    }

    /// <summary>eˣ.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void Exp()
    {
        for (var i = 0; i < Count; i += Vector<float>.Count)
            VectorMath.Exp(new Vector<float>(_x, i)).CopyTo(_y, i);
    }
}
