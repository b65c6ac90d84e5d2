namespace RnnGraph.Training.Tests.Networks;

/// <summary>Counting what is right: by symbol, by row, within lengths.</summary>
public sealed class SymbolAccuracyTests
{
    // [2 steps, 2 rows, 3 classes]: says 2 and 0, then 1 and 1
    private static readonly float[] Logits = [0, 1, 2, 5, 1, 2, 0, 3, 1, -4, -1, -2];

    [Fact]
    public void Symbols_are_counted() => Assert.Equal(0.75, SymbolAccuracy.Of<float>(Logits, [2, 0, 1, 2]));

    [Fact]
    public void Symbols_beyond_a_length_do_not_count()
    {
        Assert.Equal(1, SymbolAccuracy.Of<float>(Logits, [2, 0, 1, 2], [2, 1]));
        Assert.Equal(double.NaN, SymbolAccuracy.Of<float>(Logits, [2, 0, 1, 2], [0, 0]));
    }

    [Fact]
    public void A_row_is_right_when_all_its_symbols_are()
    {
        Assert.Equal(0.5, SymbolAccuracy.OfRows<float>(Logits, [2, 0, 1, 2], rows: 2));
        Assert.Equal(0, SymbolAccuracy.OfRows<float>(Logits, [2, 0, 0, 2], rows: 2));
    }

    [Fact]
    public void Logits_that_do_not_fit_are_refused() =>
        Assert.Contains("for 5 targets, given 12", Assert.Throws<ArgumentException>(() => SymbolAccuracy.Of<float>(Logits, [0, 0, 0, 0, 0])).Message, StringComparison.Ordinal);
}
