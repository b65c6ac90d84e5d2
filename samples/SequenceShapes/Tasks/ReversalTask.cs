using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>Up to 6 symbols are written backwards.</summary>
internal sealed class ReversalTask(int rows, ulong seed) : RewritingTask(rows, seed, Longest, Longest, Symbols)
{
    public const int Symbols = 5;

    private const int Longest = 6;

    /// <summary>The share of right symbols.</summary>
    public override double Measure(ITrainable<float> network) => SymbolAccuracy.Of<float>(Write(network), Target, TargetLengths);

    protected override void Fill()
    {
        for (var row = 0; row < Rows; row++)
        {
            var length = 1 + Draw(Longest);
            SourceLengths[row] = TargetLengths[row] = length;
            for (var step = 0; step < length; step++)
            {
                var symbol = Draw(Symbols);
                Source[(step * Rows) + row] = symbol;
                Target[((length - 1 - step) * Rows) + row] = symbol;
            }
        }
    }
}
