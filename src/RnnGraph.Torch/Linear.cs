using System.Numerics;
using System.Numerics.Tensors;
using RnnGraph.Torch.Networks;

namespace RnnGraph.Torch;

/// <summary>PyTorch's nn.Linear, <c>y = W·x + b</c> for every row of x: <c>weight</c> [out_features, in_features] and <c>bias</c> [out_features].</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Linear<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the layer and draws its parameters with seed 0.</summary>
    /// <param name="inFeatures">Features of x.</param>
    /// <param name="outFeatures">Features of y.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of features is below 1.</exception>
    public Linear(int inFeatures, int outFeatures, bool bias = true)
    {
        RowCheck.AtLeastOne(inFeatures, "nn.Linear", nameof(inFeatures));
        RowCheck.AtLeastOne(outFeatures, "nn.Linear", nameof(outFeatures));
        (InFeatures, OutFeatures, Bias) = (inFeatures, outFeatures, bias);
        Network = (RecurrentNetwork<T>)(object)((RowCheck.IsDouble<T>("nn.Linear"), bias) switch
        {
            (false, true) => new LinearNetwork(inFeatures, outFeatures),
            (false, false) => new LinearNetworkUnbiased(inFeatures, outFeatures),
            (true, true) => new LinearNetworkDouble(inFeatures, outFeatures),
            (true, false) => new LinearNetworkUnbiasedDouble(inFeatures, outFeatures),
        });
        Initialize(0);
    }

    /// <summary>Features of x.</summary>
    public int InFeatures { get; }

    /// <summary>Features of y.</summary>
    public int OutFeatures { get; }

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; }

    /// <summary>What computes it, as optimisers take it.</summary>
    public RecurrentNetwork<T> Network { get; }

    /// <summary><c>weight</c> and <c>bias</c>, in PyTorch's layout.</summary>
    public ParameterSet<T> Parameters => Network.Parameters;

    /// <summary>Draws the parameters anew, uniform in ±1/√in_features as PyTorch does; the same seed gives the same values on every machine (not PyTorch's, whose generator is another).</summary>
    public void Initialize(ulong seed)
    {
        Network.Initialize(seed);
        foreach (var name in Parameters.Names)
            InitialValues.Rescale(Parameters, name, Math.Sqrt((double)OutFeatures / InFeatures));
    }

    /// <summary>Makes the memory for runs over so many rows.</summary>
    /// <param name="rows">Rows of every run, 1 or more: T·B for the steps of a batch.</param>
    /// <param name="mode">Whether a backward run may follow.</param>
    /// <param name="threads">How many threads a run may take; the results don't depend on it.</param>
    public Workspace<T> CreateWorkspace(int rows, Mode mode = Mode.Train, int threads = 1) => Network.CreateWorkspace(0, rows, mode, threads);

    /// <summary>Runs over all rows, <c>[rows, in_features]</c> to <c>[rows, out_features]</c>.</summary>
    /// <exception cref="ArgumentException">An array has another length.</exception>
    public void Forward(Workspace<T> workspace, ReadOnlySpan<T> x, Span<T> y) => Network.Forward(workspace, x, y);

    /// <summary>Carries the loss's derivative back through the last forward run.</summary>
    /// <param name="workspace">The workspace of that run.</param>
    /// <param name="dy">∂L/∂y, shaped as y.</param>
    /// <param name="dx">Takes ∂L/∂x, shaped as x; empty if it isn't wanted.</param>
    /// <param name="gradients">What the parameters' gradients are added to.</param>
    public void Backward(Workspace<T> workspace, ReadOnlySpan<T> dy, Span<T> dx, Gradients<T> gradients) =>
        Network.Backward(workspace, dy, dx.IsEmpty ? Outputs<T>.None : dx, null, gradients);

    /// <summary>Runs as PyTorch's module is called.</summary>
    /// <param name="x">Any shape whose last extent is in_features.</param>
    /// <returns>y, shaped as x but for the last extent, which is out_features.</returns>
    /// <exception cref="ArgumentException">The last extent is another.</exception>
    public Tensor<T> Run(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0 || x.Lengths[^1] != InFeatures)
            throw new ArgumentException($"x of nn.Linear is [..., in_features] with in_features {InFeatures}; [{string.Join(", ", x.Lengths.ToArray())}] was given.", nameof(x));
        var values = new T[x.FlattenedLength];
        x.FlattenTo(values);
        var y = new T[values.Length / InFeatures * OutFeatures];
        if (y.Length > 0)
            Forward(CreateWorkspace(values.Length / InFeatures, Mode.Evaluate), values, y);
        return Tensor.Create(y, [.. x.Lengths[..^1], OutFeatures]);
    }
}
