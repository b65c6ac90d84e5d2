using System.Globalization;
using RnnGraph.Cells;
using RnnGraph.Checking;
using RnnGraph.Graphs;
using RnnGraph.Jit;

namespace RnnGraph.Benchmarks;

/// <summary>
/// A training step of the generated LSTM and of the same graph compiled at run time, in turns: their ratio should be 1, as the C# is the same. And what compiling costs: the first
/// cell of a process, one more, and each of many at once, in time and, once they have run, in memory.
/// </summary>
internal static class JitBenchmark
{
    private const int Rounds = 21;
    private const int Many = 32;

    public static void Run()
    {
        var graph = DefinitionGraph.Of(typeof(Lstm))!;
        var start = Clock.Now;
        var compiler = new RuntimeCompiler();
        var compiled = compiler.Compile<float>(graph).Create(64, 128);
        Print($"first compilation of the process {(Clock.Now - start) * 1e3,8:F0} ms");
        Print($"one more cell                    {Milliseconds(() => compiler.Compile<float>(Scaled(0))),8:F0} ms");
        Print($"each of {Many} compiled together     {Milliseconds(() => compiler.CompileAll<float>([.. Enumerable.Range(1, Many).Select(Scaled)])) / Many,8:F1} ms");
        Print($"each of {Many} more, after a run     {MegabytesOf(compiler),8:F2} MB of working set");

        var (generated, atRunTime) = (Training(new Lstm(64, 128)), Training(compiled));
        for (var warm = 0; warm < 100; warm++)
        {
            generated();
            atRunTime();
        }

        double[] left = new double[Rounds], ratio = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            left[round] = Milliseconds(generated);
            ratio[round] = Milliseconds(atRunTime) / left[round];
        }

        Print($"training step, generated         {Statistics.Median(left),8:F2} ms");
        Print($"compiled at run time : generated {Statistics.Median(ratio),8:F3}");
    }

    private static Action Training(RecurrentCell<float> cell, int input = 64, int hidden = 128)
    {
        const int Steps = 64, Rows = 32;
        var workspace = cell.CreateWorkspace(Steps, Rows);
        var gradients = cell.CreateGradients();
        float[] x = new float[Steps * Rows * input], y = new float[Steps * Rows * hidden], dx = new float[x.Length];
        Array.Fill(x, 0.1f);
        return () =>
        {
            cell.Forward(workspace, x, y);
            cell.Backward(workspace, y, dx, null, gradients);
        };
    }

    /// <summary>What a compiled cell keeps: its assembly, its graph and sources, its types and the machine code of a training step; compiled one by one, as a search does.</summary>
    private static double MegabytesOf(RuntimeCompiler compiler)
    {
        var before = WorkingSet();
        foreach (var number in Enumerable.Range(Many + 1, Many))
            Training(compiler.Compile<float>(Scaled(number)).Create(8, 8), input: 8, hidden: 8)();
        return (WorkingSet() - before) / 1e6 / Many;
    }

    private static long WorkingSet()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    /// <summary>An LSTM of which no two are the same graph.</summary>
    private static Graph Scaled(int number)
    {
        var cell = new CellBuilder();
        Size input = cell.DeclareSize("input"), hidden = cell.DeclareSize("hidden");
        Node x = cell.Input("x", input), h = cell.State("h", hidden), c = cell.State("c", hidden);
        var i = Op.Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Op.Sigmoid(cell.Affine("f", hidden, x, h) + number);
        cell.Next(c, (f * c) + (i * Op.Tanh(cell.Affine("g", hidden, x, h))));
        cell.Next(h, Op.Sigmoid(cell.Affine("o", hidden, x, h)) * Op.Tanh(c.Next));
        cell.Output("y", h.Next);
        return cell.Build("Scaled");
    }

    private static double Milliseconds(Action action)
    {
        var start = Clock.Now;
        action();
        return (Clock.Now - start) * 1e3;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
