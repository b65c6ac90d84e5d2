using BenchmarkDotNet.Attributes;
using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>
/// One LSTM step of a batch, evaluated and trained: the products of one time step with everything around them. In this process, as the projects that the
/// tool would generate don't know this repository's settings.
/// </summary>
[InProcess]
public class ProductBenchmark
{
    private Lstm _cell = null!;
    private Workspace<float> _evaluation = null!;
    private Workspace<float> _training = null!;
    private Gradients<float> _gradients = null!;
    private float[] _x = null!;
    private float[] _y = null!;

    /// <summary>Rows.</summary>
    [Params(1, 4, 32)]
    public int Batch { get; set; }

    /// <summary>Units, and inputs.</summary>
    [Params(64, 256)]
    public int Hidden { get; set; }

    /// <summary>Makes cell and memory.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _cell = new Lstm(Hidden, Hidden);
        _evaluation = _cell.CreateWorkspace(1, Batch, Mode.Evaluate);
        _training = _cell.CreateWorkspace(1, Batch);
        _gradients = _cell.CreateGradients();
        _x = new float[Batch * Hidden];
        _y = new float[Batch * Hidden];
    }

    /// <summary>Forward, nothing kept.</summary>
    [Benchmark]
    public void Evaluate() => _cell.Forward(_evaluation, _x, _y);

    /// <summary>Forward and backward.</summary>
    [Benchmark]
    public void Train()
    {
        _cell.Forward(_training, _x, _y);
        _cell.Backward(_training, _y, Outputs<float>.None, null, _gradients);
    }
}
