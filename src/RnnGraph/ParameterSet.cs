using System.Buffers;
using System.Collections;
using System.Numerics;
using RnnGraph.Runtime;

namespace RnnGraph;

/// <summary>
/// The trained values of a cell, kept in the kernels' own layout (see <see cref="PackPlan"/>) and read and written row-major by name. They change only
/// through <see cref="Write"/>, <see cref="Initialize"/> and <see cref="Update(ParameterUpdate{T})"/>, never while a run of the cell is under way.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ParameterSet<T> : IEnumerable<ParameterInfo>, INamedParameters<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedArray<T> _values;
    private long _version = 1;

    internal ParameterSet(CellPlan plan)
    {
        Layout = ParameterLayout.Create<T>(plan);
        _values = new AlignedArray<T>(Layout.Length);
        Backward = new BackwardCopies<T>(this);
    }

    /// <summary>How many parameters there are.</summary>
    public int Count => Layout.Parameters.Count;

    /// <summary>The checkpoint keys in the order of declaration.</summary>
    public IReadOnlyList<string> Names => [.. Layout.Parameters.Select(parameter => parameter.Name)];

    /// <summary>All values in the kernels' layout, padding (always 0) included.</summary>
    public ReadOnlySpan<T> Values => _values.Span;

    /// <summary>A number that grows with every change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Information about every parameter, in the order of declaration.</summary>
    public IReadOnlyList<ParameterInfo> Infos => Layout.Parameters;

    internal ParameterLayout Layout { get; }

    internal unsafe T* Pointer => _values.Pointer;

    internal BackwardCopies<T> Backward { get; }

    /// <summary>Information about the parameter called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ParameterInfo this[string name] => Layout.Find(name);

    /// <summary>The row-major shape of the parameter called <paramref name="name"/>: <c>[F]</c> or <c>[outputs, inputs]</c>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IReadOnlyList<int> Shape(string name) => Layout.Find(name).Shape;

    /// <summary>Copies a parameter's values, row-major.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    public void Read(string name, Span<T> rowMajor) => Layout.Read<T>(_values.Span, name, rowMajor);

    /// <summary>Sets a parameter's values, row-major.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    public void Write(string name, ReadOnlySpan<T> rowMajor)
    {
        Layout.Write(_values.Span, name, rowMajor);
        Changed();
    }

    /// <summary>
    /// Takes over the values of parameters of another cell or network by name: so a decoder that runs alone takes those of the encoder–decoder it was trained in.
    /// </summary>
    /// <param name="other">Where they come from.</param>
    /// <param name="keyOf">The key in <paramref name="other"/> for one of this set's, <c>key => "dec." + key</c>; null for a parameter that is to stay as it is. By default the same key.</param>
    /// <returns>The parameters of this set that stayed as they were, as <paramref name="other"/> has none for them.</returns>
    /// <exception cref="ArgumentException">A parameter has another shape there; nothing is copied then. The message names all of these.</exception>
    public IReadOnlyList<string> CopyFrom(ParameterSet<T> other, Func<string, string?>? keyOf = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        var pairs = Layout.Parameters.Select(mine => (Mine: mine, Theirs: other.FindOrNull(keyOf == null ? mine.Name : keyOf(mine.Name)))).ToList();
        var wrong = pairs.Where(pair => pair.Theirs != null && !pair.Theirs.Shape.SequenceEqual(pair.Mine.Shape)).ToList();
        if (wrong.Count > 0)
        {
            throw new ArgumentException(
                $"Shapes differ: {string.Join("; ", wrong.Select(pair => $"'{pair.Mine.Name}' is [{string.Join(", ", pair.Mine.Shape)}], '{pair.Theirs!.Name}' of {other.Layout.Cell} is [{string.Join(", ", pair.Theirs.Shape)}]"))}.",
                nameof(other));
        }

        foreach (var (mine, theirs) in pairs.Where(pair => pair.Theirs != null))
        {
            var values = new T[mine.Size];
            other.Read(theirs!.Name, values);
            Layout.Write<T>(_values.Span, mine.Name, values);
        }

        Changed();
        return [.. pairs.Where(pair => pair.Theirs == null).Select(pair => pair.Mine.Name)];
    }

    /// <summary>Changes values in the kernels' layout. Padding must stay 0, which any update that maps 0 with gradient 0 to 0 keeps.</summary>
    public void Update(ParameterUpdate<T> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        try
        {
            update(_values.Span);
        }
        finally
        {
            Changed();
        }
    }

    /// <summary>As <see cref="Update(ParameterUpdate{T})"/>, for an update that takes an argument instead of capturing it.</summary>
    public void Update<TState>(TState state, SpanAction<T, TState> update)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(update);
        try
        {
            update(_values.Span, state);
        }
        finally
        {
            Changed();
        }
    }

    /// <summary>Draws every parameter anew by its own initialiser. Values depend on the seed, the parameter's name and the place in it alone.</summary>
    public void Initialize(ulong seed)
    {
        foreach (var parameter in Layout.Parameters)
            Layout.Write<T>(_values.Span, parameter.Name, ParameterDraw.Values<T>(parameter, seed));
        Changed();
    }

    /// <inheritdoc/>
    public IEnumerator<ParameterInfo> GetEnumerator() => Layout.Parameters.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ParameterInfo? FindOrNull(string? name) => name == null ? null : Layout.Parameters.FirstOrDefault(parameter => parameter.Name == name);

    private void Changed() => Interlocked.Increment(ref _version);
}

/// <summary>Changes parameter values in the kernels' layout.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="values">All values, see <see cref="ParameterSet{T}.Values"/>.</param>
public delegate void ParameterUpdate<T>(Span<T> values);
