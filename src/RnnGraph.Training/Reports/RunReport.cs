using System.Globalization;
using System.Numerics;

namespace RnnGraph.Training;

/// <summary>How a run went, as one HTML page that needs nothing from elsewhere: losses, learning rate, gradients by layer and back through time, gates, samples. Each part is there if it has something
/// to show.</summary>
public sealed record RunReport
{
    /// <summary>The lines that colours tell apart in one chart.</summary>
    private const int MostLines = 6;

    /// <summary>What stands above.</summary>
    public required string Title { get; init; }

    /// <summary>The unit of the losses, such as "nats per character".</summary>
    public string LossUnit { get; init; } = "";

    /// <summary>What there is to say of the run in a few words and numbers, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>Everything that a run with the same result has in common with this one, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>The measured losses.</summary>
    public IReadOnlyList<LossPoint> Curve { get; init; } = [];

    /// <summary>What was noted of updates.</summary>
    public IReadOnlyList<RunPoint> Points { get; init; } = [];

    /// <summary>The names of <see cref="RunPoint.GroupNorms"/>.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>How strongly the last state depends on those before it, by what each line shows, such as "at first".</summary>
    public IReadOnlyList<KeyValuePair<string, GradientFlow>> Flows { get; init; } = [];

    /// <summary>How often gates were saturated.</summary>
    public IReadOnlyList<GateStatistics> Gates { get; init; } = [];

    /// <summary>Units over a text.</summary>
    public IReadOnlyList<TapHeatMap> HeatMaps { get; init; } = [];

    /// <summary>What the run gave on its way.</summary>
    public IReadOnlyList<RunSample> Samples { get; init; } = [];

    /// <summary>What is known of a run: facts, settings, losses, and what was noted.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="trainer">The run, wherever it stands.</param>
    /// <param name="recorder">The callback that noted its updates; null if there was none.</param>
    /// <param name="title">What stands above; null for the network's name.</param>
    public static RunReport Of<T>(Trainer<T> trainer, RunRecorder<T>? recorder = null, string? title = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var signature = trainer.Network.Signature;
        var facts = new List<KeyValuePair<string, string>>
        {
            new("network", signature.Name),
            new("sizes", string.Join(", ", signature.Sizes.Select(size => Text($"{size.Key} {size.Value}")))),
            new("parameters", Text($"{trainer.Network.Parameters.Infos.Sum(parameter => (long)parameter.Size)}")),
            new("updates", Text($"{trainer.Updates}")),
        };
        if (trainer.Best.Updates > 0)
            facts.Add(new("least loss", Text($"{trainer.Best.Loss:F4} after {trainer.Best.Updates} updates")));
        return new()
        {
            Title = title ?? signature.Name,
            Facts = facts,
            Settings = [.. TrainerCheckpoint.Description(trainer)],
            Curve = trainer.Curve.Points,
            Points = recorder?.Points ?? [],
            Groups = recorder?.Groups ?? [],
            Samples = recorder?.Samples ?? [],
        };
    }

    /// <summary>The page, LF at line ends, the same text on every machine.</summary>
    public string ToHtml() => Page().ToString();

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(string path) => Page().Write(path);

    private HtmlPage Page()
    {
        var page = new HtmlPage(Title);
        if (Facts.Count > 0)
            page.Facts(Facts);
        Losses(page);
        Gradients(page);
        if (Gates.Count > 0)
        {
            page.Section("Gates", "How often each gate that the definition names was saturated, over all units and steps of held-out data.");
            GateBars.Write(page, Gates);
        }

        foreach (var map in HeatMaps)
        {
            page.Section($"{map.Tap}, unit {map.Unit}, over a text", "Each character is coloured by the value after the network has read it; the value is also the character's title.");
            map.WriteTo(page);
        }

        if (Samples.Count > 0)
            page.Section("Samples");
        foreach (var sample in Samples)
        {
            page.Paragraph(Text($"After {sample.Update} updates:"));
            page.Preformatted(sample.Text);
        }

        if (Settings.Count > 0)
            page.HiddenFacts("All settings", Settings);
        return page;
    }

    private void Losses(HtmlPage page)
    {
        var isMeasured = Curve.Count > 0;
        if (!isMeasured && Points.Count == 0)
            return;
        page.Section("Loss");
        List<ChartSeries> series = [isMeasured ? Over("training", Curve.Select(point => (point.Step, point.TrainLoss))) : OverPoints("training", point => point.Loss)];
        if (Curve.Any(point => double.IsFinite(point.ValidLoss)))
            series.Add(Over("held out", Curve.Select(point => (point.Step, point.ValidLoss))));
        page.Chart(new() { Title = "Loss by update", XLabel = "updates", YLabel = LossUnit.Length == 0 ? "loss" : $"loss ({LossUnit})", Series = series });
        if (Points.Count == 0)
            return;
        page.Chart(new()
        {
            Title = "Learning rate by update",
            XLabel = "updates",
            YLabel = "learning rate (per update)",
            Series = [OverPoints("learning rate", point => point.LearningRate)],
            YMin = 0,
            YMax = 1.05 * Points.Max(point => point.LearningRate), // a constant rate would lie on the frame
        });
    }

    private void Gradients(HtmlPage page)
    {
        if (Points.Count == 0 && Flows.Count == 0)
            return;
        page.Section("Gradients", "The norm of the loss's gradient, before it was limited: of all parameters, and of those of each layer (where single values were limited, by the layers' shares of the limited values).");
        for (var first = 0; Points.Count > 0 && first < Math.Max(1, Groups.Count); first += MostLines)
        {
            page.Chart(new()
            {
                Title = Groups.Count <= MostLines ? "Gradient norm by layer" : Text($"Gradient norm by layer, {first + 1} to {Math.Min(first + MostLines, Groups.Count)} of {Groups.Count}"),
                XLabel = "updates",
                YLabel = "gradient norm (loss per unit of parameter)",
                IsLogarithmic = true,
                Series =
                [
                    OverPoints("all", point => point.GradientNorm) with { IsReference = true },
                    .. Enumerable.Range(first, Math.Min(MostLines, Groups.Count - first)).Select(group => OverPoints(Groups[group], point => point.GroupNorms[group])),
                ],
            });
        }

        if (Flows.Count == 0)
            return;
        var flow = Flows[0].Value;
        page.Paragraph(Text(
            $"Back through time: how strongly the last state depends on those before it, ‖∂{flow.State}(T)/∂s(t)‖ over its value at t = T. A line that falls is a gradient that vanishes, one that rises a gradient that explodes."));
        page.Chart(new()
        {
            Title = "Gradient norm back through time",
            XLabel = "time (steps back)",
            YLabel = "relative gradient norm (1 at 0 steps)",
            IsLogarithmic = true,
            Series = [.. Flows.Select(pair => ChartSeries.Of(pair.Key, pair.Value.Relative.Reverse()))],
        });
    }

    private ChartSeries OverPoints(string name, Func<RunPoint, double> value) => Over(name, Points.Select(point => (point.Update, value(point))));

    private static ChartSeries Over(string name, IEnumerable<(int Update, double Value)> points) => new(name, [.. points.Select(point => ((double)point.Update, point.Value))]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
