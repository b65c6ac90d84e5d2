using System.Numerics;

namespace RnnGraph;

/// <summary>One value per parameter value, in the same layout, so that an optimiser runs over both as they lie.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Gradients<T> : INamedParameters<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedArray<T> _values;

    internal Gradients(ParameterLayout layout)
    {
        Layout = layout;
        _values = new AlignedArray<T>(layout.Length);
    }

    /// <summary>All values in the layout of <see cref="ParameterSet{T}.Values"/>; padding is 0.</summary>
    public Span<T> Values => _values.Span;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. Layout.Parameters.Select(parameter => parameter.Name)];

    internal ParameterLayout Layout { get; }

    internal unsafe T* Pointer => _values.Pointer;

    /// <summary>Sets everything to 0.</summary>
    public void Clear() => _values.Span.Clear();

    /// <inheritdoc/>
    public IReadOnlyList<int> Shape(string name) => Layout.Find(name).Shape;

    /// <summary>Copies the gradient of the parameter called <paramref name="name"/>, row-major.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    public void Read(string name, Span<T> rowMajor) => Layout.Read<T>(_values.Span, name, rowMajor);

    /// <summary>Sets the gradient of the parameter called <paramref name="name"/>, row-major: to freeze it, or to load an optimiser's moments.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    public void Write(string name, ReadOnlySpan<T> rowMajor) => Layout.Write(_values.Span, name, rowMajor);
}
