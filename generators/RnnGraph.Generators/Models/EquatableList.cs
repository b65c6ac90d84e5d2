using System.Collections;

namespace RnnGraph.Generators.Models;

/// <summary>
/// A list that is equal to another when its items are. Arrays and the framework's lists compare by reference, which in a cached pipeline model
/// would silently switch caching off.
/// </summary>
internal sealed class EquatableList<T> : IReadOnlyList<T>, IEquatable<EquatableList<T>>
    where T : IEquatable<T>
{
    private readonly IReadOnlyList<T> _items;

    public EquatableList(IEnumerable<T> items) => _items = items.ToList();

    public static EquatableList<T> Empty { get; } = new(Enumerable.Empty<T>());

    public int Count => _items.Count;

    public T this[int index] => _items[index];

    public bool Equals(EquatableList<T>? other) => other is not null && _items.SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    public override int GetHashCode()
    {
        var hash = _items.Count;
        foreach (var item in _items)
        {
            hash = unchecked((hash * 31) + item.GetHashCode());
        }

        return hash;
    }

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
