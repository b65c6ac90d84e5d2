using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Jit.Compiling;

namespace RnnGraph.Jit;

/// <summary>
/// Compiles cells and networks whose graph is known only at run time, for architecture search and for tests: graph → C# → Roslyn, in this process → a kernel. The C# is what the
/// source generator writes for the same graph, so it runs as fast; a first compilation costs seconds, as Roslyn itself must be compiled, further ones some tenths of a second
/// each, less when many are compiled together (<see cref="CompileAll"/>).
/// <para>
/// Compiled cells are cached by the graph's canonical text, the sizes bound and the precision. The code of a cell stays loaded as long as anything refers to it: this
/// cache, a <see cref="CompiledCell{T}"/> or a cell made by one; then its assembly is collected like any object. The cache holds the <see cref="Capacity"/> compiled
/// cells that were asked for last.
/// </para>
/// All members may be called from any number of threads; what several ask for at once is compiled once.
/// </summary>
public sealed class RuntimeCompiler
{
    /// <summary>Cells in the cache when nothing else is said. A compiled cell with the machine code of its kernels takes about a megabyte.</summary>
    public const int DefaultCapacity = 96;

    private readonly CompilationCache _cache;
    private long _compilations;

    /// <summary>Makes a compiler with a cache of its own.</summary>
    /// <param name="capacity">The most compiled cells that the cache keeps loaded, at least 1.</param>
    public RuntimeCompiler(int capacity = DefaultCapacity)
    {
        if (capacity < 1)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"A cache holds at least 1 compiled cell; {capacity} was given.");
        _cache = new CompilationCache(capacity);
    }

    /// <summary>The compiler that parts of a program share.</summary>
    public static RuntimeCompiler Shared { get; } = new();

    /// <summary>The most compiled cells that the cache keeps loaded.</summary>
    public int Capacity => _cache.Capacity;

    /// <summary>Compiled cells in the cache now.</summary>
    public int Count => _cache.Count;

    /// <summary>Cells compiled so far; asking for one that is in the cache compiles nothing.</summary>
    public long Compilations => Interlocked.Read(ref _compilations);

    /// <summary>The compiled cell of a graph, from the cache or compiled now.</summary>
    /// <typeparam name="T">float or double: what the kernel computes in.</typeparam>
    /// <param name="graph">A cell's graph, as <see cref="CellBuilder.Build"/> or <see cref="Text.GraphText.Parse"/> gives it; not a differentiated one.</param>
    /// <param name="sizes">The graph's sizes, all of them, as constants of the kernel; null to give them to <see cref="CompiledCell{T}.Create"/>.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    /// <exception cref="PlatformNotSupportedException">The process can't load code at run time (Native AOT).</exception>
    /// <exception cref="ArgumentException">The graph is no cell's, or <paramref name="sizes"/> leaves some of its sizes open.</exception>
    /// <exception cref="InvalidGraphException">The graph breaks a rule of the language.</exception>
    /// <exception cref="DefinitionException">A bound size doesn't fit: unknown, below 1, or against a requirement of the graph.</exception>
    /// <exception cref="CompilationBudgetException">The graph asks for more than the compiler gives.</exception>
    [RequiresDynamicCode("Compiles and loads code at run time.")]
    [RequiresUnreferencedCode("The compiled code calls members of RnnGraph that trimming may remove.")]
    public CompiledCell<T> Compile<T>(Graph graph, IReadOnlyDictionary<string, int>? sizes = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => CompileAll<T>([graph], sizes)[0];

    /// <summary>
    /// The compiled cells of several graphs, those that are not in the cache compiled as one assembly: much faster than one by one. An assembly stays loaded as long as any of its cells is in use.
    /// </summary>
    /// <typeparam name="T">float or double: what the kernels compute in.</typeparam>
    /// <param name="graphs">The graphs; equal ones give the same compiled cell.</param>
    /// <param name="sizes">As for <see cref="Compile"/>, for all graphs.</param>
    /// <returns>A compiled cell for each graph, in their order.</returns>
    [RequiresDynamicCode("Compiles and loads code at run time.")]
    [RequiresUnreferencedCode("The compiled code calls members of RnnGraph that trimming may remove.")]
    public IReadOnlyList<CompiledCell<T>> CompileAll<T>(IReadOnlyList<Graph> graphs, IReadOnlyDictionary<string, int>? sizes = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(graphs);
        var isDouble = IsDouble<T>();
        return Resolve([.. graphs.Select(graph => new GraphSource(graph, sizes, isDouble))], (source, type) => new CompiledCell<T>(source, type));
    }

    /// <summary>The compiled network of a graph, from the cache or compiled now.</summary>
    /// <typeparam name="T">float or double: what the kernels compute in.</typeparam>
    /// <param name="graph">A network's graph, as <see cref="NetworkBuilder.Build"/> or <see cref="Text.GraphText.Parse"/> gives it; not a differentiated one.</param>
    /// <param name="sizes">As for <see cref="Compile"/>, which also lists the errors.</param>
    [RequiresDynamicCode("Compiles and loads code at run time.")]
    [RequiresUnreferencedCode("The compiled code calls members of RnnGraph that trimming may remove.")]
    public CompiledNetwork<T> CompileNetwork<T>(Graph graph, IReadOnlyDictionary<string, int>? sizes = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Resolve([new GraphSource(graph, sizes, IsDouble<T>(), isNetwork: true)], (source, type) => new CompiledNetwork<T>(source, type))[0];

    /// <summary>Empties the cache. Compiled cells that are in use stay so; the others are collected.</summary>
    public void Clear() => _cache.Clear();

    private static bool IsDouble<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Kernels compute in float or double; {typeof(T).Name} was given for T.");
        return RuntimeFeature.IsDynamicCodeSupported
            ? typeof(T) == typeof(double)
            : throw new PlatformNotSupportedException("This process can't load code at run time. Let the source generator compile while the project builds: [RecurrentCell] on a partial class.");
    }

    private TCompiled[] Resolve<TCompiled>(IReadOnlyList<GraphSource> sources, Func<GraphSource, Type, TCompiled> load)
        where TCompiled : CompiledGraph
    {
        var (entries, claimed) = _cache.Claim(sources);
        if (claimed.Count > 0)
            Fulfil(claimed, load);
        return [.. entries.Select(entry => (TCompiled)entry.Await())];
    }

    /// <summary>Compiles what this call claimed; others that ask for the same wait for it.</summary>
    private void Fulfil<TCompiled>(IReadOnlyList<CompilationCache.Entry> claimed, Func<GraphSource, Type, TCompiled> load)
        where TCompiled : CompiledGraph
    {
        try
        {
            foreach (var (entry, type) in claimed.Zip(EmittedAssembly.Load([.. claimed.Select(entry => entry.Source)])))
                entry.Complete(load(entry.Source, type));
            Interlocked.Add(ref _compilations, claimed.Count);
        }
        catch (Exception fault)
        {
            // A failure isn't kept: whoever waits gets it, whoever asks again gets its own.
            _cache.Fail(claimed, fault);
            throw;
        }
    }
}
