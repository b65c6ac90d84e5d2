using System.Numerics;
using RnnGraph.Runtime;

namespace RnnGraph;

/// <summary>The base of every generated cell.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class RecurrentCell<T> : Recurrent<T>, IStreaming<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a cell from its tables and draws its parameters with seed 0.</summary>
    /// <exception cref="ArgumentException">A size is less than 1, or two sizes that must be equal differ.</exception>
    protected RecurrentCell(CellPlan plan)
        : base(plan)
    {
    }

    internal override bool IsCausal => true;

    /// <inheritdoc/>
    public void Step(Inputs<T> x, Outputs<T> y, CellState<T> state) => StreamStep(x, y, state);

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<T> x, Span<T> y, CellState<T> state) => StreamStep(x, y, state);

    /// <inheritdoc/>
    public void Steps(Inputs<T> x, Outputs<T> y, CellState<T> state) => StreamSteps(x, y, state);

    /// <inheritdoc/>
    public void Steps(ReadOnlySpan<T> x, Span<T> y, CellState<T> state) => StreamSteps(x, y, state);

    /// <inheritdoc/>
    public void Prepare() => PrepareSteps();
}
