namespace RnnGraph.Training;

/// <summary>The memory for runs of a character model over blocks of one shape, and the run itself.</summary>
public sealed class CharRun
{
    private readonly CharModel model;
    private readonly Workspace<float>[] workspaces;
    private readonly float[][] outputs;
    private readonly float[] logits;
    private readonly float[][] slopes;

    /// <summary>Memory for runs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="steps">Time steps of a block.</param>
    /// <param name="batch">Rows of a block.</param>
    /// <param name="mode">Whether gradients are taken.</param>
    /// <param name="threads">How many threads a run may take; the results don't depend on it.</param>
    public CharRun(CharModel model, int steps, int batch, Mode mode, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        Steps = steps;
        Batch = batch;
        workspaces = [.. model.Parts.Select(part => part.Cell.CreateWorkspace(steps, batch, mode, threads))];
        outputs = [.. model.Layers.Select(layer => new float[steps * batch * layer.Signature.Outputs[0].Features])];
        logits = new float[steps * batch * model.Vocabulary.Count];
        slopes = mode == Mode.Train ? [.. outputs.Select(output => new float[output.Length])] : [];
    }

    /// <summary>Time steps of a block.</summary>
    public int Steps { get; }

    /// <summary>Rows of a block.</summary>
    public int Batch { get; }

    /// <summary>The output of each layer in the last run, [steps, batch, features].</summary>
    internal IReadOnlyList<float[]> Outputs => outputs;

    /// <summary>The summed loss of a block, in nats.</summary>
    /// <param name="inputs">[steps, batch] tokens.</param>
    /// <param name="targets">[steps, batch]: the token after each, or <see cref="SoftmaxCrossEntropy.Ignored"/>.</param>
    /// <param name="states">The state of each layer before the block, and on return after it.</param>
    public double Loss(ReadOnlySpan<int> inputs, ReadOnlySpan<int> targets, IReadOnlyList<CellState<float>> states)
    {
        Forward(inputs, states);
        return SoftmaxCrossEntropy.Loss<float>(logits, targets);
    }

    /// <summary>The summed loss of a block in nats, and the gradient of its mean (over all steps · batch characters).</summary>
    /// <param name="inputs">[steps, batch] tokens.</param>
    /// <param name="targets">[steps, batch]: the token after each.</param>
    /// <param name="states">The state of each layer before the block, and on return after it; gradients end at the block's start.</param>
    /// <param name="gradients">What the gradients of each of the model's parts are added to.</param>
    public double LossAndGradient(
        ReadOnlySpan<int> inputs, ReadOnlySpan<int> targets, IReadOnlyList<CellState<float>> states, IReadOnlyList<Gradients<float>> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        Forward(inputs, states);
        var loss = SoftmaxCrossEntropy.LossAndGradient<float>(logits, targets, logits, 1f / targets.Length);
        for (var part = model.Parts.Count - 1; part >= 0; part--)
        {
            var dy = part == model.Layers.Count ? logits : slopes[part];
            var dx = part == 0 ? Outputs<float>.None : slopes[part - 1];
            model.Parts[part].Cell.Backward(workspaces[part], dy, dx, null, gradients[part]);
        }

        return loss;
    }

    private void Forward(ReadOnlySpan<int> inputs, IReadOnlyList<CellState<float>> states)
    {
        for (var layer = 0; layer < model.Layers.Count; layer++)
        {
            var x = layer == 0 ? new Inputs<float>(inputs) : outputs[layer - 1];
            model.Layers[layer].Forward(workspaces[layer], x, outputs[layer], states[layer]);
        }

        model.Head.Forward(workspaces[^1], outputs[^1], logits);
    }
}
