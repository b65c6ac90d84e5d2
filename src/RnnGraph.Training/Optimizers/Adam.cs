using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Adam (Kingma &amp; Ba 2015), run over parameters, gradients and moments as they lie in the kernels' layout.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Adam<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainable<T>[] cells;

    /// <summary>An optimiser that has taken no step yet.</summary>
    /// <param name="settings">The learning rate and the decays.</param>
    /// <param name="cells">The cells whose parameters it changes.</param>
    public Adam(AdamSettings settings, params IReadOnlyList<ITrainable<T>> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        Settings = settings;
        this.cells = [.. cells];
        FirstMoments = [.. cells.Select(cell => cell.CreateGradients())];
        SecondMoments = [.. cells.Select(cell => cell.CreateGradients())];
    }

    /// <summary>The learning rate and the decays; may be changed between steps.</summary>
    public AdamSettings Settings { get; set; }

    /// <inheritdoc/>
    public long Steps { get; private set; }

    /// <summary>The decayed mean gradient of each cell.</summary>
    public IReadOnlyList<Gradients<T>> FirstMoments { get; }

    /// <summary>The decayed mean squared gradient of each cell.</summary>
    public IReadOnlyList<Gradients<T>> SecondMoments { get; }

    /// <inheritdoc/>
    public void Step(IReadOnlyList<Gradients<T>> gradients)
    {
        OptimizerArguments.Check(cells, gradients);
        Steps++;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i].Parameters.Update((Adam: this, Index: i, Gradients: gradients[i]), static (values, step) => AdamRule.Apply(
                values, step.Gradients.Values, step.Adam.FirstMoments[step.Index].Values, step.Adam.SecondMoments[step.Index].Values, step.Adam.Settings, step.Adam.Steps));
        }
    }

    /// <summary>Goes on as after <paramref name="steps"/> steps; the moments of then are written by their names.</summary>
    public void Resume(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        Steps = steps;
    }
}
