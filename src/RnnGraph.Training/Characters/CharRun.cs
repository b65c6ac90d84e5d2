namespace RnnGraph.Training;

/// <summary>The memory for evaluating a character model on blocks of one shape, and the run itself.</summary>
public sealed class CharRun
{
    private readonly CharModel model;
    private readonly Workspace<float> workspace;
    private readonly float[] logits;

    /// <summary>Memory for runs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="steps">Time steps of a block.</param>
    /// <param name="batch">Rows of a block.</param>
    /// <param name="threads">How many threads a run may take; the results don't depend on it.</param>
    public CharRun(CharModel model, int steps, int batch, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        Steps = steps;
        Batch = batch;
        workspace = model.Network.CreateWorkspace(steps, batch, Mode.Evaluate, threads);
        logits = new float[steps * batch * model.Vocabulary.Count];
    }

    /// <summary>Time steps of a block.</summary>
    public int Steps { get; }

    /// <summary>Rows of a block.</summary>
    public int Batch { get; }

    /// <summary>The summed loss of a block, in nats.</summary>
    /// <param name="inputs">[steps, batch] tokens.</param>
    /// <param name="targets">[steps, batch]: the token after each, or <see cref="SoftmaxCrossEntropy.Ignored"/>.</param>
    /// <param name="state">The state before the block, and on return after it.</param>
    public double Loss(ReadOnlySpan<int> inputs, ReadOnlySpan<int> targets, CellState<float> state)
    {
        // Ignored targets are no tokens: this loss is taken from the logits, not by the network.
        model.Network.Forward(workspace, new Inputs<float>(inputs).AndTokens([]), logits, state);
        return SoftmaxCrossEntropy.Loss<float>(logits, targets);
    }
}
