using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>A digit n is counted out: n, n − 1, …, 0, and 0 from there on.</summary>
internal sealed class CountingTask(int rows, ulong seed) : SequenceTask(rows, seed)
{
    private const int Digits = 10;

    private readonly int[] _from = new int[rows];
    private readonly int[] _targets = new int[Digits * rows];

    public override Steps Steps => Digits;

    public override Inputs<float> Inputs => new Inputs<float>(_from).AndTokens(_targets);

    public override void Next()
    {
        for (var row = 0; row < Rows; row++)
        {
            _from[row] = Draw(Digits);
            for (var step = 0; step < Digits; step++)
                _targets[(step * Rows) + row] = Math.Max(0, _from[row] - step);
        }
    }

    /// <summary>The share of right digits.</summary>
    public override double Measure(ITrainable<float> network) => SymbolAccuracy.Of<float>(Answer(network, _targets.Length * Digits), _targets);
}
