using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>Digits of seven strokes on 12 × 12 pixels, drawn thin or thick, a little to one side, under noise; read from top to bottom, a row a step.</summary>
internal sealed class ScanlineTask(int rows, ulong seed) : SequenceTask(rows, seed)
{
    private const int Size = 12;

    // The strokes of a seven-segment display: top, upper left and right, middle, lower left and right, bottom; as (y, x, height, width) on a grid of 9 × 6.
    private static readonly (int Y, int X, int Height, int Width)[] Strokes =
        [(0, 0, 1, 6), (0, 0, 5, 1), (0, 5, 5, 1), (4, 0, 1, 6), (4, 0, 5, 1), (4, 5, 5, 1), (8, 0, 1, 6)];

    private static readonly int[][] Digits =
        [[0, 1, 2, 4, 5, 6], [2, 5], [0, 2, 3, 4, 6], [0, 2, 3, 5, 6], [1, 2, 3, 5], [0, 1, 3, 5, 6], [0, 1, 3, 4, 5, 6], [0, 2, 5], [0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 5, 6]];

    private readonly float[] _pixels = new float[Size * rows * Size];
    private readonly int[] _digits = new int[rows];

    public override Steps Steps => Size;

    public override Inputs<float> Inputs => new Inputs<float>(_pixels).AndTokens(_digits);

    public override void Next()
    {
        for (var i = 0; i < _pixels.Length; i++)
            _pixels[i] = 0.4f * Draw();
        for (var row = 0; row < Rows; row++)
        {
            _digits[row] = Draw(Digits.Length);
            var (top, left, thickness) = (Draw(3), Draw(5), 1 + Draw(2));
            foreach (var stroke in Digits[_digits[row]])
                Draw(row, Strokes[stroke], top, left, thickness);
        }
    }

    /// <summary>The share of digits told rightly.</summary>
    public override double Measure(ITrainable<float> network) => SymbolAccuracy.Of<float>(Answer(network, Rows * Digits.Length), _digits);

    private void Draw(int row, (int Y, int X, int Height, int Width) stroke, int top, int left, int thickness)
    {
        for (var y = 0; y < Math.Max(stroke.Height, thickness); y++)
        {
            for (var x = 0; x < Math.Max(stroke.Width, thickness); x++)
            {
                var (pixelY, pixelX) = (top + stroke.Y + y, left + stroke.X + x);
                if (pixelY < Size && pixelX < Size)
                    _pixels[(((pixelY * Rows) + row) * Size) + pixelX] += 0.6f;
            }
        }
    }
}
