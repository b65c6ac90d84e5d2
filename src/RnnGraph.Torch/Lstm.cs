using System.Numerics;
using System.Numerics.Tensors;
using RnnGraph.Torch.Cells;

namespace RnnGraph.Torch;

/// <summary>
/// PyTorch's nn.LSTM: layers of <c>i, f, o = σ(W·x + b_ih + U·h⁻ + b_hh)</c>, <c>g = tanh(W·x + b_ih + U·h⁻ + b_hh)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>,
/// with a projection <c>h = W_hr·(o∘tanh c)</c> (Sak, Senior &amp; Beaufays 2014) when asked for. Gates stand in the order i, f, g, o. States: <c>h</c> and <c>c</c>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Lstm<T> : RecurrentLayers<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the layers and draws their parameters with seed 0.</summary>
    /// <param name="inputSize">Features of x.</param>
    /// <param name="hiddenSize">Memory cells, and hidden units unless projected.</param>
    /// <param name="numLayers">Layers, each reading the one below.</param>
    /// <param name="bias">Whether there are the two biases b_ih and b_hh.</param>
    /// <param name="batchFirst">Whether x and y are <c>[B, T, F]</c> instead of <c>[T, B, F]</c>; states are not concerned.</param>
    /// <param name="dropout">The probability of a value between two layers to be zeroed, in training runs.</param>
    /// <param name="bidirectional">Whether every layer also reads its sequences backwards, each within its own length.</param>
    /// <param name="projSize">Features of the projected h, below <paramref name="hiddenSize"/>; 0 for no projection.</param>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names it, what is expected and what was given.</exception>
    public Lstm(
        int inputSize, int hiddenSize, int numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, int projSize = 0)
        : base(
            new LayerPlan
            {
                Module = "nn.LSTM",
                Gates = ["i", "f", "g", "o"],
                States = ["h", "c"],
                InputSize = inputSize,
                HiddenSize = hiddenSize,
                NumLayers = numLayers,
                Bias = bias,
                BatchFirst = batchFirst,
                Dropout = dropout,
                Bidirectional = bidirectional,
                ProjSize = projSize,
            },
            MakeCell)
    {
    }

    /// <summary>Features of the projected h; 0 without a projection.</summary>
    public int ProjSize => Plan.ProjSize;

    /// <summary>Runs whole sequences as PyTorch's module is called, in evaluation and from zeros where no state is given. To train, and to run often without allocating, use <see cref="RecurrentLayers{T}.Forward"/>.</summary>
    /// <param name="x"><c>[T, B, input_size]</c>, with batchFirst <c>[B, T, input_size]</c>; or one sequence <c>[T, input_size]</c>.</param>
    /// <param name="initial">(h0, c0), <c>[num_layers·directions, B, proj_size or hidden_size]</c> and <c>[num_layers·directions, B, hidden_size]</c>; without B for one sequence.</param>
    /// <param name="lengths">For each sequence how many of the steps are its own, 0 to T, in any order; empty if all are.</param>
    /// <returns>y, <c>[T, B, OutputSize]</c> or shaped as x is, and (h_n, c_n), shaped as (h0, c0).</returns>
    /// <exception cref="ArgumentException">A tensor has another shape; the message names it, what is expected and what was given.</exception>
    public (Tensor<T> Y, (Tensor<T> H, Tensor<T> C) Final) Run(Tensor<T> x, (Tensor<T> H, Tensor<T> C)? initial = null, ReadOnlySpan<int> lengths = default)
    {
        var (y, final) = LayerTensors.Run(this, x, initial is var (h, c) ? [h, c] : [], lengths);
        return (y, (final[0], final[1]));
    }

    private static RecurrentCell<T> MakeCell(LayerPlan plan, int inputs) => plan.ProjSize > 0 ? Projected(plan, inputs) : Plain(plan, inputs);

    private static RecurrentCell<T> Plain(LayerPlan plan, int inputs) => (RecurrentCell<T>)(object)((typeof(T) == typeof(double), plan.Bias) switch
    {
        (false, true) => new LstmCell(inputs, plan.HiddenSize),
        (false, false) => new LstmCellUnbiased(inputs, plan.HiddenSize),
        (true, true) => new LstmCellDouble(inputs, plan.HiddenSize),
        (true, false) => new LstmCellUnbiasedDouble(inputs, plan.HiddenSize),
    });

    private static RecurrentCell<T> Projected(LayerPlan plan, int inputs) => (RecurrentCell<T>)(object)((typeof(T) == typeof(double), plan.Bias) switch
    {
        (false, true) => new ProjectedLstmCell(inputs, plan.HiddenSize, plan.ProjSize),
        (false, false) => new ProjectedLstmCellUnbiased(inputs, plan.HiddenSize, plan.ProjSize),
        (true, true) => new ProjectedLstmCellDouble(inputs, plan.HiddenSize, plan.ProjSize),
        (true, false) => new ProjectedLstmCellUnbiasedDouble(inputs, plan.HiddenSize, plan.ProjSize),
    });
}
