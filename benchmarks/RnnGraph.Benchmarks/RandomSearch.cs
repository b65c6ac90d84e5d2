using System.Globalization;
using RnnGraph.Graphs;
using RnnGraph.Jit;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Benchmarks;

/// <summary>
/// A search over random cells: each is compiled at run time, trained for a step and let go. What one costs, and whether memory stays flat: the working set after a full collection, at the
/// hundredth cell and at the last.
/// </summary>
internal static class RandomSearch
{
    private const int Warm = 100;

    public static void Run(int cells)
    {
        var compiler = new RuntimeCompiler();
        double[] compiling = new double[cells], running = new double[cells];
        var warm = 0L;
        List<WeakReference> code = [];
        for (var number = 0; number < cells; number++)
        {
            var graph = Graph(number);
            var start = Clock.Now;
            var cell = compiler.Compile<float>(graph).Create(4, 8);
            var compiled = Clock.Now;
            Train(cell);
            code.Add(new WeakReference(cell.GetType().Assembly));
            (compiling[number], running[number]) = ((compiled - start) * 1e3, (Clock.Now - compiled) * 1e3);
            if ((number + 1) % Warm != 0 && number + 1 != cells)
                continue;
            var now = WorkingSet();
            warm = number + 1 == Warm ? now : warm;
            Print($"{number + 1,5} cells: working set {now / 1e6,6:F0} MB, managed heap {GC.GetTotalMemory(forceFullCollection: false) / 1e6,6:F0} MB, {code.Count(assembly => assembly.IsAlive),4} cells loaded");
        }

        Print($"each cell, in the median: {Statistics.Median(compiling):F0} ms to compile, {Statistics.Median(running):F0} ms for its first training step");
        if (cells > Warm)
            Print($"working set grown between cell {Warm} and cell {cells}: {(WorkingSet() - warm) / 1e6:F0} MB");
    }

    private static Graph Graph(int seed)
    {
        var cell = new CellBuilder();
        new RandomCell(seed, 1 + (seed % 16), RandomCellParts.All).Define(cell, cell.DeclareSize("input"), cell.DeclareSize("hidden"));
        return cell.Build("Random");
    }

    private static void Train(RecurrentCell<float> cell)
    {
        const int Steps = 4, Rows = 3;
        var workspace = cell.CreateWorkspace(Steps, Rows);
        float[] x = new float[Steps * Rows * 4], y = new float[Steps * Rows * 8];
        cell.Forward(workspace, x, y);
        cell.Backward(workspace, y, x, null, cell.CreateGradients());
    }

    /// <summary>Unloading takes several collections: first the objects go, then their types, then the loader's own.</summary>
    private static long WorkingSet()
    {
        for (var i = 0; i < 6; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return Environment.WorkingSet;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
