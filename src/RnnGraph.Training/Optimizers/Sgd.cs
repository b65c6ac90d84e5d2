using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>Stochastic gradient descent: p ← p − lr · g.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Sgd<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainable<T>[] cells;

    /// <summary>An optimiser that has taken no step yet.</summary>
    /// <param name="learningRate">What gradients are multiplied with.</param>
    /// <param name="cells">The cells whose parameters it changes.</param>
    public Sgd(double learningRate, params IReadOnlyList<ITrainable<T>> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        LearningRate = learningRate;
        this.cells = [.. cells];
    }

    /// <summary>What gradients are multiplied with; may be changed between steps.</summary>
    public double LearningRate { get; set; }

    /// <inheritdoc/>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public void Step(IReadOnlyList<Gradients<T>> gradients)
    {
        OptimizerArguments.Check(cells, gradients);
        Steps++;
        var rate = T.CreateTruncating(-LearningRate);
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i].Parameters.Update((Rate: rate, Gradients: gradients[i]), static (values, step) =>
                TensorPrimitives.MultiplyAdd(step.Gradients.Values, step.Rate, values, values));
        }
    }
}
