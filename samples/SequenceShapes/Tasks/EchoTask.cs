using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>A stream of symbols, each to be said again 4 steps later; before the first comes symbol 0.</summary>
internal sealed class EchoTask(int rows, ulong seed) : SequenceTask(rows, seed)
{
    private const int Length = 20;
    private const int Delay = 4;
    private const int Symbols = 6;

    private readonly int[] _shown = new int[Length * rows];
    private readonly int[] _targets = new int[Length * rows];

    public override Steps Steps => Length;

    public override Inputs<float> Inputs => new Inputs<float>(_shown).AndTokens(_targets);

    public override void Next()
    {
        for (var i = 0; i < _shown.Length; i++)
            _shown[i] = Draw(Symbols);
        _shown.AsSpan(0, (Length - Delay) * Rows).CopyTo(_targets.AsSpan(Delay * Rows));
    }

    /// <summary>The share of right symbols.</summary>
    public override double Measure(ITrainable<float> network) => SymbolAccuracy.Of<float>(Answer(network, _targets.Length * Symbols), _targets);
}
