namespace RnnGraph.Training.Tests.Diagnostics;

/// <summary>The same batch of three steps of two rows of two values again and again.</summary>
/// <param name="x">[3, 2, 2] values.</param>
/// <param name="lengths">Of the two rows.</param>
internal sealed class Frames(float[] x, int[] lengths) : IFiniteSource<float>
{
    private long position;

    /// <summary>How many batches it gave.</summary>
    public int Given { get; private set; }

    public Steps Steps => 3;

    public int Rows => 2;

    public Inputs<float> Inputs => new(x);

    public Lengths Lengths => lengths;

    public int BatchesPerPass => 1;

    public IReadOnlyDictionary<string, string> Description => new Dictionary<string, string>();

    public IReadOnlyList<long> Position => [position];

    public void Next()
    {
        position++;
        Given++;
    }

    public void Resume(IReadOnlyList<long> position) => this.position = position[0];
}
