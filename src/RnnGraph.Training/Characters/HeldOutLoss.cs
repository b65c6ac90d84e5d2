namespace RnnGraph.Training;

/// <summary>The loss of a character model on the held-out tail of a text. The tail is cut into parallel streams for speed; each stream first reads some
/// characters before its own, so that every held-out character is predicted once and none from an empty state.</summary>
public sealed class HeldOutLoss
{
    private readonly CharModel model;
    private readonly TextSplit split;
    private readonly CharRun run;
    private readonly int[] inputs;
    private readonly int[] targets;

    /// <summary>Prepares the evaluation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="split">The text.</param>
    /// <param name="batch">How many parallel streams at most.</param>
    /// <param name="length">Steps of a block, and how many characters a stream reads before its own.</param>
    /// <param name="threads">How many threads may work; the result doesn't depend on it.</param>
    public HeldOutLoss(CharModel model, TextSplit split, int batch, int length, int threads)
    {
        ArgumentNullException.ThrowIfNull(split);
        this.model = model;
        this.split = split;
        run = new(model, length, Math.Clamp(split.HeldOutLength / length, 1, batch), threads);
        inputs = new int[run.Steps * run.Batch];
        targets = new int[run.Steps * run.Batch];
    }

    /// <summary>The mean loss in nats per held-out character.</summary>
    public double Evaluate()
    {
        var share = (split.HeldOutLength + run.Batch - 1) / run.Batch;
        var ahead = Math.Min(run.Steps, split.TrainingLength - 1);
        var state = model.Network.CreateState(run.Batch);
        var sum = 0.0;
        for (var offset = -ahead; offset < share; offset += run.Steps)
        {
            Fill(offset, share);
            sum += run.Loss(inputs, targets, state);
        }

        return sum / split.HeldOutLength;
    }

    /// <summary>The block that predicts, in each stream, the characters from <paramref name="offset"/> on, counted from the stream's first own one.</summary>
    private void Fill(int offset, int share)
    {
        var text = split.All.Span;
        for (var stream = 0; stream < run.Batch; stream++)
        {
            var first = split.TrainingLength + (stream * share);
            for (var step = 0; step < run.Steps; step++)
            {
                var own = offset + step;
                var at = first + own;
                var inside = at < text.Length && own < share;
                var slot = (step * run.Batch) + stream;
                inputs[slot] = inside ? text[at - 1] : 0;
                targets[slot] = inside && own >= 0 ? text[at] : SoftmaxCrossEntropy.Ignored;
            }
        }
    }
}
