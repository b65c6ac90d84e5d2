using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>Every symbol gets a tag that its two neighbours decide: a peak above both, a valley below both, on the way up, or none of these. What comes next is known to a backward scan alone.</summary>
internal sealed class TaggingTask(int rows, ulong seed) : SequenceTask(rows, seed)
{
    private const int Longest = 15;
    private const int Symbols = 8;
    private const int Tags = 4;

    private readonly int[] _symbols = new int[Longest * rows];
    private readonly int[] _tags = new int[Longest * rows];
    private readonly int[] _lengths = new int[rows];

    public override Steps Steps => Longest;

    public override Inputs<float> Inputs => new Inputs<float>(_symbols).AndTokens(_tags);

    public override Lengths Lengths => _lengths;

    public override void Next()
    {
        for (var i = 0; i < _symbols.Length; i++)
            _symbols[i] = Draw(Symbols);
        for (var row = 0; row < Rows; row++)
        {
            _lengths[row] = 1 + Draw(Longest);
            for (var step = 0; step < _lengths[row]; step++)
                _tags[(step * Rows) + row] = Tag(row, step);
        }
    }

    /// <summary>The share of right tags.</summary>
    public override double Measure(ITrainable<float> network) => SymbolAccuracy.Of<float>(Answer(network, _tags.Length * Tags), _tags, _lengths);

    // Beyond the ends stands what lies below every symbol.
    private int Tag(int row, int step)
    {
        int At(int s) => s < 0 || s >= _lengths[row] ? -1 : _symbols[(s * Rows) + row];
        var (before, here, next) = (At(step - 1), At(step), At(step + 1));
        return (here > before, here > next, here < before, here < next) switch
        {
            (true, true, _, _) => 0,
            (_, _, true, true) => 1,
            (true, _, _, true) => 2,
            _ => 3,
        };
    }
}
