using System.Runtime.CompilerServices;

namespace RnnGraph;

/// <summary>
/// How many time steps a run has: along every time axis the same number, which a plain <see cref="int"/> gives, or a number of its own along each,
/// in the order of <see cref="CellSignature.Axes"/>: <c>new Steps(20, 12)</c>. A cell has one axis.
/// </summary>
[CollectionBuilder(typeof(Steps), nameof(Create))]
public readonly struct Steps
{
    private readonly int[]? _each;
    private readonly int _all;

    private Steps(int all) => _all = all;

    /// <summary>A number of steps along each axis, in the order of the signature.</summary>
    public Steps(params ReadOnlySpan<int> each) => _each = each.ToArray();

    /// <summary>The steps along every axis.</summary>
    public static implicit operator Steps(int all) => new(all);

    /// <summary>A number of steps along each axis: <c>[20, 12]</c>.</summary>
    public static Steps Create(ReadOnlySpan<int> each) => new(each);

    /// <summary>The numbers, so that a value can be written as a collection.</summary>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => new ReadOnlySpan<int>(_each ?? [_all]).GetEnumerator();

    /// <summary>The steps along each of <paramref name="axes"/>.</summary>
    /// <exception cref="ArgumentException">There is another number of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One is negative.</exception>
    internal static int[] Along(IReadOnlyList<string> axes, Steps steps)
    {
        var along = steps._each ?? [.. Enumerable.Repeat(steps._all, axes.Count)];
        if (along.Length != axes.Count)
            throw new ArgumentException($"Steps along {axes.Count} time axes expected ({string.Join(", ", axes)}); {along.Length} given.", nameof(steps));
        for (var i = 0; i < along.Length; i++)
        {
            if (along[i] < 0)
                throw new ArgumentOutOfRangeException(nameof(steps), along[i], $"A run has 0 or more steps{(axes.Count == 1 ? "" : $" along '{axes[i]}'")}; {along[i]} were given.");
        }

        return along;
    }
}
