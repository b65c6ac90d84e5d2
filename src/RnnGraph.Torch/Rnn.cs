using System.Numerics;
using System.Numerics.Tensors;
using RnnGraph.Torch.Cells;

namespace RnnGraph.Torch;

/// <summary>PyTorch's nn.RNN: layers of <c>h = φ(W·x + b_ih + U·h⁻ + b_hh)</c> (Elman 1990), φ tanh or relu. State: <c>h</c>.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Rnn<T> : RecurrentLayers<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the layers and draws their parameters with seed 0.</summary>
    /// <param name="inputSize">Features of x.</param>
    /// <param name="hiddenSize">Hidden units.</param>
    /// <param name="numLayers">Layers, each reading the one below.</param>
    /// <param name="nonlinearity">φ.</param>
    /// <param name="bias">Whether there are the two biases b_ih and b_hh.</param>
    /// <param name="batchFirst">Whether x and y are <c>[B, T, F]</c> instead of <c>[T, B, F]</c>; states are not concerned.</param>
    /// <param name="dropout">The probability of a value between two layers to be zeroed, in training runs.</param>
    /// <param name="bidirectional">Whether every layer also reads its sequences backwards, each within its own length.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names it, what is expected and what was given.</exception>
    public Rnn(
        int inputSize, int hiddenSize, int numLayers = 1, Nonlinearity nonlinearity = Nonlinearity.Tanh, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false)
        : base(
            new LayerPlan
            {
                Module = "nn.RNN",
                Gates = ["h"],
                States = ["h"],
                InputSize = inputSize,
                HiddenSize = hiddenSize,
                NumLayers = numLayers,
                Bias = bias,
                BatchFirst = batchFirst,
                Dropout = dropout,
                Bidirectional = bidirectional,
            },
            (plan, inputs) => MakeCell(plan, inputs, nonlinearity))
    {
        Nonlinearity = nonlinearity;
    }

    /// <summary>φ.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>Runs whole sequences as PyTorch's module is called, in evaluation and from zeros where no state is given. To train, and to run often without allocating, use <see cref="RecurrentLayers{T}.Forward"/>.</summary>
    /// <param name="x"><c>[T, B, input_size]</c>, with batchFirst <c>[B, T, input_size]</c>; or one sequence <c>[T, input_size]</c>.</param>
    /// <param name="initial">h0, <c>[num_layers·directions, B, hidden_size]</c>; without B for one sequence.</param>
    /// <param name="lengths">For each sequence how many of the steps are its own, 0 to T, in any order; empty if all are.</param>
    /// <returns>y, <c>[T, B, OutputSize]</c> or shaped as x is, and h_n, shaped as h0.</returns>
    /// <exception cref="ArgumentException">A tensor has another shape; the message names it, what is expected and what was given.</exception>
    public (Tensor<T> Y, Tensor<T> Final) Run(Tensor<T> x, Tensor<T>? initial = null, ReadOnlySpan<int> lengths = default)
    {
        var (y, final) = LayerTensors.Run(this, x, initial is null ? [] : [initial], lengths);
        return (y, final[0]);
    }

    private static RecurrentCell<T> MakeCell(LayerPlan plan, int inputs, Nonlinearity nonlinearity) => (RecurrentCell<T>)(object)((nonlinearity, typeof(T) == typeof(double), plan.Bias) switch
    {
        (Nonlinearity.Tanh, false, true) => new RnnCell(inputs, plan.HiddenSize),
        (Nonlinearity.Tanh, false, false) => new RnnCellUnbiased(inputs, plan.HiddenSize),
        (Nonlinearity.Tanh, true, true) => new RnnCellDouble(inputs, plan.HiddenSize),
        (Nonlinearity.Tanh, true, false) => new RnnCellUnbiasedDouble(inputs, plan.HiddenSize),
        (Nonlinearity.Relu, false, true) => new RnnCellRelu(inputs, plan.HiddenSize),
        (Nonlinearity.Relu, false, false) => new RnnCellReluUnbiased(inputs, plan.HiddenSize),
        (Nonlinearity.Relu, true, true) => new RnnCellReluDouble(inputs, plan.HiddenSize),
        (Nonlinearity.Relu, true, false) => new RnnCellReluUnbiasedDouble(inputs, plan.HiddenSize),
        _ => throw new ArgumentOutOfRangeException(nameof(nonlinearity), nonlinearity, $"The nonlinearity of {plan.Module} is Tanh or Relu; {nonlinearity} was given."),
    });
}
