using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>A sequence is read, another is written: what encoder and decoder tasks share. Measured is writing from nothing but the source, each symbol chosen from the logits and fed back.</summary>
/// <param name="rows">Sequences of a batch.</param>
/// <param name="seed">What they are drawn from.</param>
/// <param name="sourceSteps">The longest source.</param>
/// <param name="targetSteps">The longest target.</param>
/// <param name="written">Symbols that are written; the start symbol is the next index.</param>
internal abstract class RewritingTask(int rows, ulong seed, int sourceSteps, int targetSteps, int written) : SequenceTask(rows, seed)
{
    private readonly int[] _before = new int[targetSteps * rows];

    public override Steps Steps => new(sourceSteps, targetSteps);

    public override Inputs<float> Inputs => new Inputs<float>(Source).AndTokens(_before).AndTokens(Target);

    public override Lengths Lengths => new(SourceLengths, TargetLengths);

    protected int[] Source { get; } = new int[sourceSteps * rows];

    protected int[] Target { get; } = new int[targetSteps * rows];

    protected int[] SourceLengths { get; } = new int[rows];

    protected int[] TargetLengths { get; } = new int[rows];

    public override void Next()
    {
        Fill();
        _before.AsSpan(0, Rows).Fill(written);
        Target.AsSpan(0, (targetSteps - 1) * Rows).CopyTo(_before.AsSpan(Rows));
    }

    /// <summary>Draws sources, targets and their lengths.</summary>
    protected abstract void Fill();

    /// <summary>The logits <c>[T, B, written]</c> of what a network writes when each symbol that it wrote is fed back.</summary>
    protected float[] Write(ITrainable<float> network)
    {
        _before.AsSpan().Fill(written);
        for (var step = 0; ; step++)
        {
            var logits = Answer(network, Target.Length * written);
            if (step + 1 == targetSteps)
                return logits;
            for (var row = 0; row < Rows; row++)
            {
                var choices = logits.AsSpan(((step * Rows) + row) * written, written);
                _before[((step + 1) * Rows) + row] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(choices);
            }
        }
    }
}
