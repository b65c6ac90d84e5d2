using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGraph.Training;

/// <summary>A series of rows of values, such as the columns of a CSV file.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Series<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<T> values = [];

    /// <summary>A series without a row yet.</summary>
    /// <param name="columns">The names of its columns, 1 or more.</param>
    public Series(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
            throw new ArgumentException("Expected one column or more, given none.", nameof(columns));
        Columns = columns;
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows => values.Count / Columns.Count;

    /// <summary>All values, <c>[rows, columns]</c>, to read and to change (to scale them) until a row is added.</summary>
    public Span<T> Values => CollectionsMarshal.AsSpan(values);

    /// <summary>The values of a row.</summary>
    public Span<T> this[int row] => Values.Slice(row * Columns.Count, Columns.Count);

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">It has another length than there are columns.</exception>
    public void Add(params ReadOnlySpan<T> row)
    {
        if (row.Length != Columns.Count)
            throw new ArgumentException($"Expected {Columns.Count} values, given {row.Length}.", nameof(row));
        values.AddRange(row);
    }
}
