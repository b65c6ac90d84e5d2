using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>A noisy vector of 6 features, the largest of which says what is seen; its name is to be written, letter by letter, a blank at the end.</summary>
internal sealed class DescribingTask(int rows, ulong seed) : SequenceTask(rows, seed)
{
    private const int Letters = 27;

    private static readonly string[] Names = ["circle", "cross", "square", "star", "spiral", "triangle"];
    private static readonly int Longest = Names.Max(name => name.Length) + 1;

    private readonly float[] _seen = new float[rows * Names.Length];
    private readonly int[] _before = new int[Longest * rows];
    private readonly int[] _targets = new int[Longest * rows];
    private readonly int[] _lengths = new int[rows];

    public override Steps Steps => Longest;

    public override Inputs<float> Inputs => new Inputs<float>(_seen).AndTokens(_before).AndTokens(_targets);

    public override Lengths Lengths => _lengths;

    public override void Next()
    {
        for (var i = 0; i < _seen.Length; i++)
            _seen[i] = 0.4f * Draw();
        _before.AsSpan(0, Rows).Fill(Letters);
        for (var row = 0; row < Rows; row++)
        {
            var subject = Draw(Names.Length);
            _seen[(row * Names.Length) + subject] += 0.6f;
            _lengths[row] = Names[subject].Length + 1;
            for (var step = 0; step < _lengths[row]; step++)
                _targets[(step * Rows) + row] = step < Names[subject].Length ? Names[subject][step] - 'a' : Letters - 1;
        }

        _targets.AsSpan(0, (Longest - 1) * Rows).CopyTo(_before.AsSpan(Rows));
    }

    /// <summary>The share of right letters.</summary>
    public override double Measure(ITrainable<float> network) => SymbolAccuracy.Of<float>(Answer(network, _targets.Length * Letters), _targets, _lengths);
}
