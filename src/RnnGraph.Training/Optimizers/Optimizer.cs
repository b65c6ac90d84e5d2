using System.Numerics;

namespace RnnGraph.Training;

/// <summary>What all optimisers of this library share: their cells, what they remember of each, and the count of steps. They run over parameters, gradients and memories
/// as these lie in the kernels' layout; a padding lane (value 0, gradient 0) stays 0.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Optimizer<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainable<T>[] cells;

    /// <summary>An optimiser that has taken no step yet.</summary>
    /// <param name="learningRate">The rate of the first step.</param>
    /// <param name="cells">The cells whose parameters it changes.</param>
    /// <param name="memories">The names of what is remembered.</param>
    private protected Optimizer(double learningRate, IReadOnlyList<ITrainable<T>> cells, IEnumerable<string> memories)
    {
        ArgumentNullException.ThrowIfNull(cells);
        LearningRate = OptimizerArguments.NotNegative(learningRate, "learning rate", "settings"); // of which it is part
        this.cells = [.. cells];
        Memories = [.. memories.Select(name => new OptimizerMemory<T>(name, [.. cells.Select(cell => cell.CreateGradients())]))];
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyDictionary<string, double> Constants { get; }

    /// <inheritdoc/>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public double LearningRate
    {
        get;
        set => field = OptimizerArguments.NotNegative(value, "learning rate", nameof(value));
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerMemory<T>> Memories { get; }

    /// <inheritdoc/>
    public void Step(IReadOnlyList<Gradients<T>> gradients)
    {
        OptimizerArguments.Check(cells, gradients);
        Steps++;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i].Parameters.Update((Optimizer: this, Cell: i, Gradients: gradients[i]), static (values, step) =>
            {
                for (var at = 0; at < values.Length; at += OptimizerBlock.Length)
                {
                    var count = Math.Min(OptimizerBlock.Length, values.Length - at);
                    step.Optimizer.Apply(new(step.Optimizer.Memories, step.Cell, at, count), values.Slice(at, count), step.Gradients.Values.Slice(at, count));
                }
            });
        }
    }

    /// <inheritdoc/>
    public void Resume(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        Steps = steps;
    }

    /// <summary>Takes the step numbered <see cref="Steps"/>, from 1, for a stretch of values short enough to stay in the first-level cache between several passes.</summary>
    /// <param name="block">What is remembered of them.</param>
    /// <param name="values">The values of the parameters.</param>
    /// <param name="gradients">∂L/∂ them.</param>
    private protected abstract void Apply(OptimizerBlock<T> block, Span<T> values, ReadOnlySpan<T> gradients);
}
