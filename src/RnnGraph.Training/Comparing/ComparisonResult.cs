namespace RnnGraph.Training;

/// <summary>What a comparison came to, and its pictures: the same bytes for the same comparison.</summary>
public sealed record ComparisonResult
{
    /// <summary>What was learnt.</summary>
    public required string Task { get; init; }

    /// <summary>The unit of the losses.</summary>
    public required string LossUnit { get; init; }

    /// <summary>How it was compared.</summary>
    public required ComparisonSettings Settings { get; init; }

    /// <summary>The networks, in the order given.</summary>
    public required IReadOnlyList<ComparedResult> Networks { get; init; }

    /// <summary>Validation losses by update: the median over the seeds, and from the least to the greatest.</summary>
    public LineChart Chart => Losses("Validation loss by update", "validation loss", point => point.ValidLoss);

    /// <summary>Training losses in the same way.</summary>
    internal LineChart TrainingChart => Losses("Training loss by update", "training loss", point => point.TrainLoss);

    /// <summary>The chart as an SVG document.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to draw: no run reached a measurement.</exception>
    public string ToSvg() => Chart.ToSvg();

    /// <summary>Everything as an HTML page that needs nothing from elsewhere.</summary>
    public string ToHtml() => ComparisonPage.Of(this).ToString();

    /// <summary>Everything as JSON.</summary>
    public string ToJson() => ComparisonJson.Of(this);

    /// <summary>Writes <c>comparison.html</c>, <c>comparison.svg</c> and <c>comparison.json</c> into a folder, each whole or not at all. There is no picture where there is nothing to draw.</summary>
    /// <exception cref="IOException">A file can't be written.</exception>
    public void Write(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Write("html", ToHtml());
        Write("json", ToJson());
        if (Chart.HasPoints)
            Write("svg", ToSvg());
        else
            File.Delete(PathOf("svg")); // that of another comparison

        string PathOf(string kind) => Path.Combine(folder, "comparison." + kind);

        void Write(string kind, string text) => Files.AtomicFile.Write(PathOf(kind), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private LineChart Losses(string title, string label, Func<LossPoint, double> loss) => new()
    {
        Title = $"{title}: median and range of {Settings.Seeds} {(Settings.Seeds == 1 ? "seed" : "seeds")}",
        XLabel = "updates",
        YLabel = $"{label} ({LossUnit})",
        Series = [.. Networks.Select(network => network.Series(loss))],
    };
}
