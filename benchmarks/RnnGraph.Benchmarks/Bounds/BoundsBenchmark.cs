using System.Globalization;
using RnnGraph.Cells;
using RnnGraph.Checking;
using RnnGraph.Compiler;

namespace RnnGraph.Benchmarks.Bounds;

/// <summary>Every cell of the catalogue against its own bound, forward and in training, on one thread. The peak is measured beside every run, as the clock changes.</summary>
internal static class BoundsBenchmark
{
    private const double SecondsPerMeasurement = 0.03;

    /// <summary>Runs the cells and prints a line for each.</summary>
    /// <param name="shapes">The shapes.</param>
    /// <param name="ids">Which cells; none for all.</param>
    /// <param name="rounds">How often each is measured; the median counts.</param>
    public static void Run(IReadOnlyList<LayerShape> shapes, IReadOnlyList<string> ids, int rounds)
    {
        var cells = Catalogue.Cells.Where(cell => ids.Count == 0 || ids.Contains(cell.Id)).ToList();
        foreach (var shape in shapes)
        {
            Print($"{shape}, one thread, {System.Numerics.Vector<float>.Count} lanes: ms of a run, the share of its bound, and what binds it");
            var shares = cells.Select(cell => Line(cell, shape, rounds)).ToList();
            Print($"of {cells.Count} cells at least 80 % of their bound: forward {shares.Count(share => share.Forward >= 0.8)}, training {shares.Count(share => share.Training >= 0.8)}");
        }
    }

    private static (double Forward, double Training) Line(CatalogueCell of, LayerShape shape, int rounds)
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
        Print($"{of.Id,-28} forward {forward.Milliseconds,9:F3} {forward.Share,5:P0} {forward.By,-9}  training {train.Milliseconds,9:F3} {train.Share,5:P0} {train.By}");
        return (forward.Share, train.Share);
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

    private static (double Milliseconds, double Share, string By) Measure(int rounds, Action run, Func<double, CellBound> bound)
    {
        run();
        run();
        var start = Clock.Now;
        run();
        var times = Math.Max(1, (int)(SecondsPerMeasurement / (Clock.Now - start)));
        double[] seconds = new double[rounds], share = new double[rounds];
        var by = "";
        for (var round = 0; round < rounds; round++)
        {
            var limit = bound(Peak.Measure() * 1e9);
            start = Clock.Now;
            for (var i = 0; i < times; i++)
                run();
            seconds[round] = (Clock.Now - start) / times;
            (share[round], by) = (limit.Seconds / seconds[round], limit.By);
        }

        return (Statistics.Median(seconds) * 1e3, Statistics.Median(share), by);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
