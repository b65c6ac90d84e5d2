using RnnGraph.Runtime;

namespace RnnGraph.Benchmarks;

/// <summary>A part of a training step that is a product.</summary>
internal enum Phase
{
    /// <summary>None: what is left of a run is copying in and out.</summary>
    None,

    /// <summary>W·x, of all steps at once.</summary>
    InputProduct,

    /// <summary>U·h⁻, step by step.</summary>
    Recurrence,

    /// <summary>∂h⁻ = Uᵀ·∂, step by step.</summary>
    StateGradient,

    /// <summary>∂x = Wᵀ·∂, of all steps at once.</summary>
    InputGradient,

    /// <summary>∂W, of all steps at once.</summary>
    InputWeightGradient,

    /// <summary>∂U, of all steps at once.</summary>
    StateWeightGradient,
}

/// <summary>An LSTM's plan, of which a run does one phase alone; it computes nothing but that.</summary>
/// <param name="plan">The plan of <see cref="Cells.Lstm"/>, whose products come in the order of its schedule.</param>
internal sealed class PhaseCell(CellPlan plan) : RecurrentCell<float>(plan)
{
    /// <summary>What the next runs do.</summary>
    public Phase Phase { get; set; }

    /// <inheritdoc/>
    protected override void Forward(ref Pass<float> pass)
    {
        if (Phase == Phase.InputProduct)
            pass.Project(0);
        for (var t = pass.Begin; Phase == Phase.Recurrence && t < pass.End; t++)
            pass.Project(1, t);
    }

    /// <inheritdoc/>
    protected override void Backward(ref Pass<float> pass)
    {
        for (var t = pass.End - 1; Phase == Phase.StateGradient && t >= pass.Begin; t--)
            pass.BackProject(0, t);
        if (Phase == Phase.InputGradient)
            pass.BackProject(1);
        if (Phase == Phase.InputWeightGradient)
            pass.WeightGradient(0);
        if (Phase == Phase.StateWeightGradient)
            pass.WeightGradient(1);
    }
}
