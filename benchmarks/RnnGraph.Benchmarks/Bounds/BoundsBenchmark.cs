using System.Globalization;
using RnnGraph.Cells;
using RnnGraph.Checking;
using RnnGraph.Compiler;

namespace RnnGraph.Benchmarks.Bounds;

/// <summary>Every cell of the catalogue against its own bound, forward and in training, on one thread. The peak is measured beside every run, as the clock changes.</summary>
internal static class BoundsBenchmark
{
    private const double SecondsPerMeasurement = 0.03;
    private const double Target = 0.8;

    /// <summary>Runs the cells and prints a line for each.</summary>
    /// <param name="shapes">The shapes.</param>
    /// <param name="ids">Which cells; none for all.</param>
    /// <param name="rounds">How often each is measured: the median is printed, and in brackets the best round, which other programs on the processor disturbed least.</param>
    public static void Run(IReadOnlyList<LayerShape> shapes, IReadOnlyList<string> ids, int rounds)
    {
        var cells = Catalogue.Cells.Where(cell => ids.Count == 0 || ids.Contains(cell.Id)).ToList();
        foreach (var shape in shapes)
        {
            Print($"{shape}, one thread, {System.Numerics.Vector<float>.Count} lanes: ms of a run, the share of its bound (in its best round), and what binds it");
            var shares = cells.Select(cell => Line(cell, shape, rounds)).ToList();
            foreach (var (what, of) in new (string, Func<Reached, double>)[] { ("in the median", reached => reached.Share), ("in the best round", reached => reached.Best) })
                Print($"of {cells.Count} cells at least 80 % of their bound {what}: forward {shares.Count(share => of(share.Forward) >= Target)}, training {shares.Count(share => of(share.Training) >= Target)}");
        }
    }

    private static (Reached Forward, Reached Training) Line(CatalogueCell of, LayerShape shape, int rounds)
    {
        if (Make(of, shape) is not { } made)
        {
            // It demands that its input be as wide as its units.
            shape = shape with { Input = shape.Hidden };
            made = Make(of, shape)!.Value;
        }

        var (cell, forwardWork, backwardWork) = made;
        var (batch, steps, input, _) = shape;
        cell.Initialize(1);
        var random = new Random(1);
        float[] Draw(int features) => [.. Enumerable.Range(0, steps * batch * features).Select(_ => (2 * random.NextSingle()) - 1)];
        var outputs = cell.Signature.Outputs[0].Features;
        float[] x = Draw(input), dy = Draw(outputs), y = new float[dy.Length], dx = new float[x.Length];
        var evaluation = cell.CreateWorkspace(steps, batch, Mode.Evaluate);
        var training = cell.CreateWorkspace(steps, batch, Mode.Train);
        var gradients = cell.CreateGradients();
        var forward = Measure(rounds, () => cell.Forward(evaluation, x, y), peak => CellBound.OfForward(forwardWork, shape, peak));
        var train = Measure(
            rounds,
            () =>
            {
                cell.Parameters.Update(static _ => { });
                cell.Forward(training, x, y);
                cell.Backward(training, dy, dx, null, gradients);
            },
            peak => CellBound.OfTraining(forwardWork, backwardWork, shape, peak));
        Print($"{of.Id,-28} forward {forward}  training {train}");
        return (forward, train);
    }

    private static (RecurrentCell<float> Cell, CellWork Forward, CellWork Backward)? Make(CatalogueCell of, LayerShape shape)
    {
        try
        {
            var cell = of.Single(shape.Input, shape.Hidden);
            var (forward, backward) = CellWork.Of(DefinitionGraph.Of(cell)!);
            return (cell, forward, backward);
        }
        catch (DefinitionException)
        {
            return null;
        }
    }

    private static Reached Measure(int rounds, Action run, Func<double, CellBound> bound)
    {
        run();
        run();
        var start = Clock.Now;
        run();
        var times = Math.Max(1, (int)(SecondsPerMeasurement / (Clock.Now - start)));
        double[] seconds = new double[rounds], peaks = new double[rounds], share = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            peaks[round] = Peak.Measure() * 1e9;
            start = Clock.Now;
            for (var i = 0; i < times; i++)
                run();
            seconds[round] = (Clock.Now - start) / times;
            share[round] = bound(peaks[round]).Seconds / seconds[round];
        }

        var least = bound(peaks.Max());
        return new Reached(Statistics.Median([.. seconds]) * 1e3, Statistics.Median(share), least.Seconds / seconds.Min(), least.By);
    }

    /// <summary>What runs of a cell reached.</summary>
    /// <param name="Milliseconds">The median.</param>
    /// <param name="Share">The median share of the bound.</param>
    /// <param name="Best">The least bound of any round over the least time of any.</param>
    /// <param name="By">What binds it.</param>
    private sealed record Reached(double Milliseconds, double Share, double Best, string By)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds,9:F3} {Share,5:P0} ({Best:P0}) {By,-11}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
