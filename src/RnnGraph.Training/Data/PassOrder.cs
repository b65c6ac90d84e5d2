namespace RnnGraph.Training;

/// <summary>In which order the items of some data are taken in each pass: shuffled anew for every pass, or as they stand. The order hangs on the seed and the number of the pass
/// alone, so that a position of two numbers is enough to come back to it.</summary>
public sealed class PassOrder
{
    private readonly ulong? seed;
    private readonly int[] items;
    private long shuffled = -1;

    /// <summary>An order of some items.</summary>
    /// <param name="count">How many items, 1 or more.</param>
    /// <param name="seed">What they are shuffled from; null for as they stand.</param>
    public PassOrder(int count, ulong? seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        this.seed = seed;
        items = [.. Enumerable.Range(0, count)];
    }

    /// <summary>The items in the order of a pass.</summary>
    /// <param name="pass">The number of the pass, from 0.</param>
    public ReadOnlySpan<int> Of(long pass)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pass);
        if (seed is { } value && pass != shuffled)
            Shuffle(new(new RandomStream(value).NextBits() + (ulong)pass));
        shuffled = pass;
        return items;
    }

    /// <summary>Draws one of all permutations (Fisher &amp; Yates 1938, in the form of Durstenfeld 1964), from the natural order on.</summary>
    private void Shuffle(RandomStream random)
    {
        for (var i = 0; i < items.Length; i++)
            items[i] = i;
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = (int)(random.NextDouble() * (i + 1));
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
