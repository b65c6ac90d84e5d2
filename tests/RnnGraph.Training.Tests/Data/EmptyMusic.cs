namespace RnnGraph.Training.Tests.Data;

/// <summary>One batch of one piece, of which no frame counts.</summary>
internal sealed class EmptyMusic(int keys) : IFiniteSource<float>
{
    private readonly float[] frames = new float[2 * keys];

    public int BatchesPerPass => 1;

    public Steps Steps => 2;

    public int Rows => 1;

    public Inputs<float> Inputs => new(frames, frames);

    public Lengths Lengths => new[] { 0 };

    public IReadOnlyDictionary<string, string> Description => new Dictionary<string, string>();

    public IReadOnlyList<long> Position => [];

    public void Next()
    {
    }

    public void Resume(IReadOnlyList<long> position)
    {
    }
}
