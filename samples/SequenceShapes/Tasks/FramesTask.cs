using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>Frames of 12 pixels with one bright spot under noise. In each frame it is to be said whether the spot has gone left, stayed, or gone right; in the first that it stayed.</summary>
internal sealed class FramesTask(int rows, ulong seed) : SequenceTask(rows, seed)
{
    private const int Frames = 16;
    private const int Pixels = 12;
    private const int Labels = 3;

    private readonly float[] _frames = new float[Frames * rows * Pixels];
    private readonly int[] _labels = new int[Frames * rows];

    public override Steps Steps => Frames;

    public override Inputs<float> Inputs => new Inputs<float>(_frames).AndTokens(_labels);

    public override void Next()
    {
        for (var i = 0; i < _frames.Length; i++)
            _frames[i] = 0.3f * Draw();
        for (var row = 0; row < Rows; row++)
        {
            var spot = Draw(Pixels);
            for (var frame = 0; frame < Frames; frame++)
            {
                var next = frame == 0 ? spot : Math.Clamp(spot + Draw(Labels) - 1, 0, Pixels - 1);
                _labels[(frame * Rows) + row] = 1 + next - spot;
                spot = next;
                _frames[(((frame * Rows) + row) * Pixels) + spot] += 0.7f;
            }
        }
    }

    /// <summary>The share of right labels.</summary>
    public override double Measure(ITrainable<float> network) => SymbolAccuracy.Of<float>(Answer(network, _labels.Length * Labels), _labels);
}
