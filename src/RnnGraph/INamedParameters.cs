using System.Numerics;

namespace RnnGraph;

/// <summary>Trained values, or one number for each, by name and row-major: what files hold, and what optimisers of other libraries see.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface INamedParameters<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The names, in order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The row-major shape of the parameter called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    IReadOnlyList<int> Shape(string name);

    /// <summary>Copies a parameter's values, row-major.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    void Read(string name, Span<T> rowMajor);

    /// <summary>Sets a parameter's values, row-major.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    void Write(string name, ReadOnlySpan<T> rowMajor);
}
