using System.Globalization;

namespace RnnGraph.Benchmarks;

/// <summary>Batch × steps × input × hidden.</summary>
internal readonly record struct LayerShape(int Batch, int Steps, int Input, int Hidden)
{
    public static LayerShape? Parse(string text) =>
        text.Split('x').Select(Number).ToArray() is [{ } batch, { } steps, { } input, { } hidden] ? new LayerShape(batch, steps, input, hidden) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Batch}x{Steps}x{Input}x{Hidden}");

    private static int? Number(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
