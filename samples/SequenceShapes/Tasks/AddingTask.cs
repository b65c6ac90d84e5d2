using RnnGraph;

namespace SequenceShapes.Tasks;

/// <summary>
/// The adding problem (Hochreiter &amp; Schmidhuber 1997): numbers uniform in 0 … 1, one marked in the first half and one in the second; their sum at the end. Whoever always says 1 has
/// a squared error of 1/6. In training sequences have any length up to T, so that short ones show the way; measured are those of length T.
/// </summary>
internal sealed class AddingTask(int rows, ulong seed, bool ofFullLength) : SequenceTask(rows, seed)
{
    public const int Length = 100;

    private readonly float[] _x = new float[Length * rows * 2];
    private readonly float[] _sums = new float[rows];
    private readonly int[] _lengths = new int[rows];

    public override Steps Steps => Length;

    public override Inputs<float> Inputs => new(_x, _sums);

    public override Lengths Lengths => _lengths;

    protected override string Drawn => ofFullLength ? "all of this length" : "of any length";

    public override void Next()
    {
        Array.Clear(_x);
        for (var row = 0; row < Rows; row++)
        {
            var length = ofFullLength ? Length : 2 + Draw(Length - 1);
            _lengths[row] = length;
            for (var step = 0; step < length; step++)
                _x[((step * Rows) + row) * 2] = Draw();
            _sums[row] = Mark(Draw(length / 2), row) + Mark((length / 2) + Draw(length - (length / 2)), row);
        }
    }

    /// <summary>The mean squared error.</summary>
    public override double Measure(ITrainable<float> network) =>
        Answer(network, Rows).Zip(_sums).Average(pair => Math.Pow(pair.First - pair.Second, 2));

    private float Mark(int step, int row)
    {
        var at = ((step * Rows) + row) * 2;
        _x[at + 1] = 1;
        return _x[at];
    }
}
