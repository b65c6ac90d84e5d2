using RnnGraph.Training;

namespace Samples;

/// <summary>Cuts data in what is trained on and what is held out.</summary>
public static class Split
{
    /// <summary>Every tenth item of an order that is drawn once and for all is held out, the same whatever seed a run has.</summary>
    /// <param name="items">All data, each item once, 10 or more.</param>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public static (IReadOnlyList<T> Training, IReadOnlyList<T> HeldOut) Tenth<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count < 10)
            throw new InvalidDataException($"expected 10 or more different items, given {items.Count}");
        var random = new RandomStream(1);
        var order = items.OrderBy(_ => random.NextBits()).ToList();
        return ([.. order.Skip(items.Count / 10)], [.. order.Take(items.Count / 10)]);
    }
}
