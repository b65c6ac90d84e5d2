using System.Numerics;
using RnnGraph.Jit.Compiling;

namespace RnnGraph.Jit;

/// <summary>A network compiled at run time: makes any number of networks, each with parameters of its own.</summary>
/// <typeparam name="T">float or double: what the kernels compute in.</typeparam>
public sealed class CompiledNetwork<T> : CompiledGraph
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Factory<RecurrentNetwork<T>> _create;

    internal CompiledNetwork(GraphSource source, Type type)
        : base(source) => _create = FactoryOf<RecurrentNetwork<T>>(type);

    /// <summary>Makes a network with parameters drawn by seed 0. One that is causal is a <see cref="CausalNetwork{T}"/> too, which runs step by step.</summary>
    /// <param name="sizes">One value, at least 1, for each of <see cref="CompiledGraph.SizeNames"/>.</param>
    /// <exception cref="ArgumentException">There are more or fewer sizes than names, one is below 1, or two that must be equal differ.</exception>
    public RecurrentNetwork<T> Create(params ReadOnlySpan<int> sizes) => _create(sizes);
}
