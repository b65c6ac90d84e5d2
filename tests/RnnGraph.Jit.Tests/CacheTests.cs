using System.Runtime.CompilerServices;
using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;

namespace RnnGraph.Jit.Tests;

/// <summary>One compilation for each graph, a bounded number of them kept, and the code gone with its last user.</summary>
public class CacheTests
{
    [Fact]
    public void The_same_graph_is_compiled_once()
    {
        var compiler = new RuntimeCompiler();
        var first = compiler.Compile<float>(Scaled(1));
        Assert.Same(first, compiler.Compile<float>(Scaled(1)));
        Assert.Equal(1, compiler.Compilations);
    }

    [Fact]
    public void Precision_and_bound_sizes_tell_compiled_cells_apart()
    {
        var compiler = new RuntimeCompiler();
        compiler.Compile<float>(Scaled(1));
        compiler.Compile<double>(Scaled(1));
        compiler.Compile<float>(Scaled(1), new Dictionary<string, int> { ["size"] = 3 });
        compiler.Compile<float>(Scaled(1), new Dictionary<string, int> { ["size"] = 4 });
        Assert.Equal(4, compiler.Compilations);
    }

    [Fact]
    public async Task Many_threads_that_ask_for_the_same_wait_for_one_compilation()
    {
        var compiler = new RuntimeCompiler();
        using var start = new Barrier(8);
        var compiled = await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();

                // Overlapping lists in different orders: who waits for what another compiles must not be waited for by it.
                return compiler.CompileAll<float>([.. Enumerable.Range(0, 4).Select(i => Scaled((i + thread) % 4))]).OrderBy(cell => cell.GraphText, StringComparer.Ordinal).ToList();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Equal(4, compiler.Compilations);
        Assert.All(compiled, cells => Assert.Equal(compiled[0], cells));
    }

    [Fact]
    public void The_graph_that_was_asked_for_least_recently_is_dropped_first()
    {
        var compiler = new RuntimeCompiler(capacity: 2);
        var first = compiler.Compile<float>(Scaled(1));
        compiler.Compile<float>(Scaled(2));
        Assert.Same(first, compiler.Compile<float>(Scaled(1)));
        compiler.Compile<float>(Scaled(3));
        Assert.Equal(2, compiler.Count);
        Assert.Same(first, compiler.Compile<float>(Scaled(1)));
        Assert.Equal(3, compiler.Compilations);
        compiler.Compile<float>(Scaled(2));
        Assert.Equal(4, compiler.Compilations);
    }

    [Fact]
    public void A_cell_outlives_the_cache()
    {
        var compiler = new RuntimeCompiler();
        var cell = compiler.Compile<float>(Scaled(5)).Create(7);
        compiler.Clear();
        Collect();

        // Nothing of it has run before, so everything is compiled and bound only now.
        var workspace = cell.CreateWorkspace(4, 2);
        float[] x = [.. Enumerable.Range(0, 4 * 2 * 7).Select(i => i / 56f)], y = new float[x.Length], dx = new float[x.Length];
        cell.Forward(workspace, x, y);
        cell.Backward(workspace, x, dx, null, cell.CreateGradients());
        cell.Prepare();
        Assert.DoesNotContain(0f, dx[1..]);
    }

    [Fact]
    public void The_code_is_unloaded_with_its_last_user()
    {
        var compiler = new RuntimeCompiler();
        var (code, cell) = RunOne(compiler);
        compiler.Clear();
        Collect();
        Assert.True(code.IsAlive, "the code of a cell that is in use was unloaded");
        Assert.NotNull(Release(cell));
        Collect();
        Assert.False(code.IsAlive, "the code of a cell that nobody refers to is still loaded");
    }

    [Fact]
    public void A_network_is_compiled_once_for_its_graph_sizes_and_precision()
    {
        var compiler = new RuntimeCompiler();
        var first = compiler.CompileNetwork<float>(Network());
        Assert.Same(first, compiler.CompileNetwork<float>(Network()));
        compiler.CompileNetwork<double>(Network());
        compiler.CompileNetwork<float>(Network(), NetworkCatalogue.Sizes);
        Assert.Equal(3, compiler.Compilations);
        Assert.Equal(3, compiler.Count);
    }

    [Fact]
    public void The_code_of_a_network_is_unloaded_with_its_last_user()
    {
        var compiler = new RuntimeCompiler();
        var (code, network) = RunNetwork(compiler);
        compiler.Clear();
        Collect();
        Assert.True(code.IsAlive, "the code of a network that is in use was unloaded");
        Assert.NotNull(Release(network));
        Collect();
        Assert.False(code.IsAlive, "the code of a network that nobody refers to is still loaded");
    }

    [Fact]
    public void A_search_over_many_graphs_does_not_grow()
    {
        var compiler = new RuntimeCompiler(capacity: 4);
        List<WeakReference> codes = [];
        for (var i = 0; i < 24; i++)
            codes.Add(Search(compiler, i));
        Collect();
        Assert.True(codes.Count(code => code.IsAlive) <= compiler.Capacity, $"{codes.Count(code => code.IsAlive)} of {codes.Count} assemblies are loaded; the cache holds {compiler.Capacity}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Search(RuntimeCompiler compiler, int scale)
    {
        var cell = compiler.Compile<double>(Scaled(scale)).Create(6);
        var workspace = cell.CreateWorkspace(3, 20, threads: 2);
        double[] x = new double[3 * 20 * 6], y = new double[x.Length];
        cell.Forward(workspace, x, y);
        cell.Backward(workspace, x, y, null, cell.CreateGradients());
        return new WeakReference(cell.GetType().Assembly);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Code, StrongBox<object?> Cell) RunOne(RuntimeCompiler compiler)
    {
        var cell = compiler.Compile<double>(Scaled(9)).Create(6);
        double[] x = new double[3 * 20 * 6];
        cell.Forward(cell.CreateWorkspace(3, 20), x, new double[x.Length]);
        return (new WeakReference(cell.GetType().Assembly), new StrongBox<object?>(cell));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Code, StrongBox<object?> Network) RunNetwork(RuntimeCompiler compiler)
    {
        var network = compiler.CompileNetwork<float>(Network()).Create(2, 3);
        var workspace = network.CreateWorkspace(4, 2);
        network.Forward(workspace, new Inputs<float>(new float[4 * 2 * 2], new float[4 * 2 * 2]), Outputs<float>.None);
        network.Backward(workspace, network.CreateGradients());
        return (new WeakReference(network.GetType().Assembly), new StrongBox<object?>(network));
    }

    /// <summary>Lets go of what was compiled, in a frame of its own so that no register keeps it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? Release(StrongBox<object?> cell)
    {
        var name = cell.Value?.ToString();
        cell.Value = null;
        return name;
    }

    /// <summary>Unloading takes several collections: first the objects go, then their types, then the loader's own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Collect()
    {
        for (var i = 0; i < 12; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static Graph Network() => NetworkCatalogue.Symbolic("in step");

    private static Graph Scaled(int scale)
    {
        var cell = new CellBuilder();
        var size = cell.DeclareSize("size");
        var h = cell.State("h", size);
        cell.Next(h, Op.Tanh((cell.Dense("h", size, "U", h) * (1f + scale)) + cell.Input("x", size)));
        cell.Output("y", h.Next);
        return cell.Build("Scaled");
    }
}
