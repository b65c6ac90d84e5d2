using System.Globalization;
using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>
/// Two numbers of up to two digits are added as text: <c>"27+58"</c> is read, <c>"085"</c> is to be written. Both are read and written from the last digit to the first, as on paper,
/// so that carries come when they are needed (Zaremba &amp; Sutskever 2014 reverse their sources too). A fifth of the 10,000 pairs is never trained on: those are measured.
/// </summary>
internal sealed class AdditionTask(int rows, ulong seed, bool ofHeldOut) : RewritingTask(rows, seed, sourceSteps: 5, targetSteps: 3, Digits)
{
    /// <summary>Digits, and the plus sign.</summary>
    public const int Symbols = Digits + 1;

    /// <summary>Symbols of a sum.</summary>
    public const int Digits = 10;

    /// <summary>The share of sums all of whose digits are right.</summary>
    public override double Measure(ITrainable<float> network) => SymbolAccuracy.OfRows<float>(Write(network), Target, Rows);

    protected override string Drawn => ofHeldOut ? "held out" : "to train on";

    protected override void Fill()
    {
        for (var row = 0; row < Rows; row++)
        {
            var (a, b) = DrawPair();
            Put(Source, row, string.Create(CultureInfo.InvariantCulture, $"{a:00}+{b:00}"));
            Put(Target, row, (a + b).ToString("000", CultureInfo.InvariantCulture));
            (SourceLengths[row], TargetLengths[row]) = (5, 3);
        }
    }

    private (int A, int B) DrawPair()
    {
        while (true)
        {
            var (a, b) = (Draw(100), Draw(100));
            if ((new RandomStream((ulong)((100 * a) + b)).NextBits() % 5 == 0) == ofHeldOut)
                return (a, b);
        }
    }

    private void Put(int[] tokens, int row, string text)
    {
        for (var step = 0; step < text.Length; step++)
        {
            var letter = text[text.Length - 1 - step];
            tokens[(step * Rows) + row] = letter == '+' ? Digits : letter - '0';
        }
    }
}
