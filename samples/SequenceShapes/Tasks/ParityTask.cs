using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>Whether the number of ones among up to 12 bits is odd. Every bit counts, and none tells anything alone. Measured are sequences of 12 bits.</summary>
internal sealed class ParityTask(int rows, ulong seed, bool ofFullLength) : SequenceTask(rows, seed)
{
    private const int Length = 12;

    private readonly int[] _bits = new int[Length * rows];
    private readonly int[] _parities = new int[rows];
    private readonly int[] _lengths = new int[rows];

    public override Steps Steps => Length;

    public override Inputs<float> Inputs => new Inputs<float>(_bits).AndTokens(_parities);

    public override Lengths Lengths => _lengths;

    protected override string Drawn => ofFullLength ? "all of this length" : "of any length";

    public override void Next()
    {
        for (var row = 0; row < Rows; row++)
        {
            _lengths[row] = ofFullLength ? Length : 1 + Draw(Length);
            _parities[row] = 0;
            for (var step = 0; step < Length; step++)
            {
                var bit = Draw(2);
                _bits[(step * Rows) + row] = bit;
                if (step < _lengths[row])
                    _parities[row] ^= bit;
            }
        }
    }

    /// <summary>The share of sequences told rightly.</summary>
    public override double Measure(ITrainable<float> network) => SymbolAccuracy.Of<float>(Answer(network, Rows * 2), _parities);
}
