using SequenceShapes.Tasks;

namespace RnnGraph.Training.Tests.Trainers;

/// <summary>The task of parity, as a source that may fail once and says of itself what a test wants.</summary>
/// <param name="failing">Which call of <see cref="Next"/>, from 1, fails when the source has moved on; 0 for none.</param>
internal sealed class ParitySource(int failing = 0) : IBatchSource<float>
{
    private readonly ParityTask task = new(8, seed: 1, ofFullLength: false);
    private int calls;

    public Steps Steps => task.Steps;

    public int Rows => task.Rows;

    public Inputs<float> Inputs => task.Inputs;

    public Lengths Lengths => task.Lengths;

    public IReadOnlyDictionary<string, string> Description { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<long> Position => task.Position;

    public void Next()
    {
        task.Next();
        if (++calls == failing)
            throw new IOException("the source has failed");
    }

    public void Resume(IReadOnlyList<long> position) => task.Resume(position);
}
