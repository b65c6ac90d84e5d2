using System.Numerics;
using RnnGraph.Jit.Compiling;

namespace RnnGraph.Jit;

/// <summary>A cell compiled at run time: makes any number of cells, each with parameters of its own.</summary>
/// <typeparam name="T">float or double: what the kernel computes in.</typeparam>
public sealed class CompiledCell<T> : CompiledGraph
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Factory<RecurrentCell<T>> _create;

    internal CompiledCell(GraphSource source, Type type)
        : base(source) => _create = FactoryOf<RecurrentCell<T>>(type);

    /// <summary>Makes a cell with parameters drawn by seed 0.</summary>
    /// <param name="sizes">One value, at least 1, for each of <see cref="CompiledGraph.SizeNames"/>.</param>
    /// <exception cref="ArgumentException">There are more or fewer sizes than names, one is below 1, or two that must be equal differ.</exception>
    public RecurrentCell<T> Create(params ReadOnlySpan<int> sizes) => _create(sizes);
}
