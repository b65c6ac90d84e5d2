using System.Numerics;
using RnnGraph.Runtime;
using RnnGraph.Runtime.Embeddings;

namespace RnnGraph;

/// <summary>
/// What generated cells and networks have in common: parameters, and the runs that call the emitted drivers. A cell is a network with one scan: see
/// <see cref="RecurrentCell{T}"/> and <see cref="RecurrentNetwork{T}"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract partial class Recurrent<T> : ITrainable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected Recurrent(CellPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var size in plan.Sizes)
        {
            if (size.Value < 1)
                throw new ArgumentOutOfRangeException(size.Name, size.Value, $"The size '{size.Name}' of {plan.Name} must be at least 1; {size.Value} was given.");
        }

        if (plan.Inputs.Count > Inputs<T>.MaxCount || plan.Outputs.Count > Inputs<T>.MaxCount)
            throw new ArgumentException($"A cell or network has at most {Inputs<T>.MaxCount} inputs and as many outputs; {plan.Name} has {plan.Inputs.Count} and {plan.Outputs.Count}.", nameof(plan));
        if (plan.Axes.Count > Lengths.MaxAxes)
            throw new ArgumentException($"A network has at most {Lengths.MaxAxes} time axes; {plan.Name} has {plan.Axes.Count}: {string.Join(", ", plan.Axes)}.", nameof(plan));
        Signature = new CellSignature(plan);
        Parameters = new ParameterSet<T>(plan);
        Tables = new CellTables<T>(plan, Parameters.Layout);
        Vocabulary = new VocabularyRows<T>(Tables.EmbeddedProducts, Parameters);
        Parameters.Initialize(0);
    }

    /// <inheritdoc/>
    public CellSignature Signature { get; }

    /// <inheritdoc/>
    public ParameterSet<T> Parameters { get; }

    internal CellTables<T> Tables { get; }

    /// <summary>What evaluating runs look products of embedded tokens up in.</summary>
    internal VocabularyRows<T> Vocabulary { get; }

    /// <inheritdoc/>
    public void Initialize(ulong seed) => Parameters.Initialize(seed);

    /// <inheritdoc/>
    public Gradients<T> CreateGradients() => new(Parameters.Layout);

    /// <inheritdoc/>
    public CellState<T> CreateState(int batch)
    {
        RequireBatch(batch);
        return new CellState<T>(this, batch);
    }

    /// <inheritdoc/>
    public Workspace<T> CreateWorkspace(Steps steps, int batch, Mode mode = Mode.Train, int threads = 1, bool taps = false, long? memory = null)
    {
        RequireBatch(batch);
        var along = RnnGraph.Steps.Along(Tables.Plan.Axes, steps);
        if (threads < 1)
            throw new ArgumentOutOfRangeException(nameof(threads), threads, $"A run has 1 or more threads; {threads} were given.");
        return new Workspace<T>(this, along, batch, mode, threads, taps, memory);
    }

    /// <summary>Computes <see cref="Window.Derived"/> values from parameters alone; called once per workspace and parameter version, before a run.</summary>
    protected virtual void Derive(ref Pass<T> pass)
    {
    }

    /// <summary>The forward run, over all steps in training, else over one chunk of steps.</summary>
    protected abstract void Forward(ref Pass<T> pass);

    /// <summary>What only losses need and no sweep of <see cref="Forward(ref Pass{T})"/> takes along; called after it when targets are given.</summary>
    protected virtual void Loss(ref Pass<T> pass)
    {
    }

    /// <summary>The backward run over all steps.</summary>
    protected abstract void Backward(ref Pass<T> pass);

    internal void RunForward(ref Pass<T> pass) => Forward(ref pass);

    internal void RunLoss(ref Pass<T> pass) => Loss(ref pass);

    internal void RunBackward(ref Pass<T> pass) => Backward(ref pass);

    internal void RefreshDerived(Workspace<T> workspace)
    {
        var version = Parameters.Version;
        if (workspace.DerivedVersion == version)
            return;
        var pass = new Pass<T>(workspace, 0, 0, 0, 0, 1);
        Derive(ref pass);
        if (workspace.Mode == Mode.Evaluate)
            Vocabulary.Refresh();
        workspace.DerivedVersion = version;
    }

    private static void RequireBatch(int batch)
    {
        if (batch < 1)
            throw new ArgumentOutOfRangeException(nameof(batch), batch, $"A batch has at least 1 row; {batch} were given.");
    }
}
