using System.Globalization;

namespace RnnGraph.Compiler;

/// <summary>How much of something a step does for one sequence. What runs at every k-th step alone counts a k-th.</summary>
public sealed class WorkCount
{
    private readonly SortedDictionary<int, Size> _sizes = new();

    /// <summary>The count; sizes must be bound.</summary>
    /// <exception cref="DefinitionException">A size is not bound.</exception>
    public double Evaluate() => _sizes.Sum(pair => (double)pair.Value.Evaluate() / pair.Key);

    /// <summary>The count as a formula: <c>4·hidden</c>, or <c>hidden + hidden/2</c>, where half of it runs at every second step.</summary>
    public override string ToString() => _sizes.Count == 0
        ? "0"
        : string.Join(" + ", _sizes.Select(pair => pair.Key == 1 ? pair.Value.ToString() : $"({pair.Value})/{pair.Key.ToString(CultureInfo.InvariantCulture)}"));

    internal static WorkCount Of(IEnumerable<(Size Size, int Every)> parts)
    {
        var count = new WorkCount();
        foreach (var (size, every) in parts)
        {
            count._sizes[every] = count._sizes.TryGetValue(every, out var sum) ? sum + size : size;
        }

        return count;
    }
}
