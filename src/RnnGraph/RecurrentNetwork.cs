using System.Numerics;
using RnnGraph.Runtime;

namespace RnnGraph;

/// <summary>
/// The base of every generated network: scans of cells, dense heads, losses. Its runs are those of a cell; a run that is given targets leaves its loss in
/// <see cref="Workspace{T}.Loss"/>, and a backward run starts from it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class RecurrentNetwork<T> : Recurrent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a network from its tables and draws its parameters with seed 0.</summary>
    /// <exception cref="ArgumentException">A size is less than 1, or two sizes that must be equal differ.</exception>
    protected RecurrentNetwork(CellPlan plan)
        : base(plan)
    {
    }
}

/// <summary>The base of every generated network whose outputs at a step follow from the inputs up to that step, so that it can also run step by step.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class CausalNetwork<T> : RecurrentNetwork<T>, IStreaming<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected CausalNetwork(CellPlan plan)
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
