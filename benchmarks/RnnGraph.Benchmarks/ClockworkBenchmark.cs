using System.Globalization;
using RnnGraph.Cells;
using RnnGraph.Jit;

namespace RnnGraph.Benchmarks;

/// <summary>
/// A clockwork cell of four blocks, single steps at which 1, 2, 3 and 4 of them are due: what a step costs should fall with the number of due blocks, as those that aren't due are not computed.
/// All are measured in turns, forward and training, so that what else the machine does weighs on them alike; medians are printed, beside the products of the due blocks as a share of all.
/// </summary>
internal static class ClockworkBenchmark
{
    private const int Modules = 4;
    private const int Unit = 128;
    private const int Input = 128;
    private const int Rows = 16;
    private const int Rounds = 31;
    private const double SecondsPerMeasurement = 0.01;

    // Block k is due when t is a multiple of 2^k: at odd steps block 0 alone, at multiples of 8 all four.
    private static readonly int[] FirstSteps = [1, 2, 4, 8];

    public static void Run()
    {
        var cell = Compile();
        var random = new Random(1);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] x = Draw(Rows * Input), dy = Draw(Rows * Modules * Unit), y = new float[dy.Length], dx = new float[x.Length];
        var (evaluation, training) = (cell.CreateWorkspace(1, Rows, Mode.Evaluate), cell.CreateWorkspace(1, Rows));
        var (state, gradients) = (cell.CreateState(Rows), cell.CreateGradients());
        void Forward(int due)
        {
            state.StepsDone = FirstSteps[due - 1];
            cell.Forward(evaluation, x, y, state);
        }

        void Train(int due)
        {
            state.StepsDone = FirstSteps[due - 1];
            cell.Forward(training, x, y, state);
            cell.Backward(training, dy, dx, null, gradients);
        }

        var (forward, train) = (new double[Modules, Rounds], new double[Modules, Rounds]);
        var (forwardTimes, trainTimes) = (Repetitions(() => Forward(Modules)), Repetitions(() => Train(Modules)));
        for (var round = 0; round < Rounds; round++)
        {
            for (var due = 1; due <= Modules; due++)
            {
                var now = due;
                forward[due - 1, round] = Seconds(() => Forward(now), forwardTimes);
                train[due - 1, round] = Seconds(() => Train(now), trainTimes);
            }
        }

        Print($"clockwork, {Modules} blocks of {Unit}, input {Input}, {Rows} rows, one thread, {System.Numerics.Vector<float>.Count} lanes; microseconds of a step");
        Print($"due blocks  products   forward  of all   training  of all");
        for (var due = 1; due <= Modules; due++)
        {
            var (one, other) = (Of(forward, due), Of(train, due));
            Print($"{due,10}  {Products(due) / Products(Modules),8:P0}  {one * 1e6,8:F1}  {one / Of(forward, Modules),6:P0}  {other * 1e6,9:F1}  {other / Of(train, Modules),6:P0}");
        }
    }

    private static RecurrentCell<float> Compile()
    {
        var cell = new CellBuilder();
        Clockwork.Define(cell, Input, Unit, Modules);
        return RuntimeCompiler.Shared.Compile<float>(cell.Build("Clockwork")).Create();
    }

    /// <summary>Multiplications of a row: the blocks 0 … due − 1, each with the input, itself and all slower ones.</summary>
    private static double Products(int due) => Enumerable.Range(0, due).Sum(block => (double)Unit * (Input + (Unit * (Modules - block))));

    private static double Of(double[,] seconds, int due) => Statistics.Median([.. Enumerable.Range(0, Rounds).Select(round => seconds[due - 1, round])]);

    private static int Repetitions(Action action)
    {
        // Until the kernels are optimised.
        for (var warm = 0; warm < 200; warm++)
            action();
        return Math.Max(1, (int)(SecondsPerMeasurement / Seconds(action, 10)));
    }

    private static double Seconds(Action action, int times)
    {
        var start = Clock.Now;
        for (var i = 0; i < times; i++)
            action();
        return (Clock.Now - start) / times;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
