using System.Globalization;

namespace RnnGraph.Training;

/// <summary>A comparison as a page.</summary>
internal static class ComparisonPage
{
    public static HtmlPage Of(ComparisonResult result)
    {
        var settings = result.Settings;
        var page = new HtmlPage($"{string.Join(", ", result.Networks.Select(network => network.Name))}: {result.Task}");
        page.Facts(
        [
            new("parameters", Text($"about {settings.Parameters}")), new("seeds", Text($"{settings.Seeds}")), new("updates", Text($"{settings.Updates}")),
            new("learning rates tried", string.Join(", ", settings.LearningRates.Select(rate => Text($"{rate}")))), new("largest gradient norm", Text($"{settings.ClipNorm}")),
        ]);
        page.Section("Test loss", $"In {result.LossUnit}, over the seeds, with each run's parameters of its least validation loss. The test data were read after everything had been chosen. A run that diverged counts as infinite.");
        page.Table(
            ["network", "median", "least", "greatest", "hidden units", "parameters", "learning rate", "validation median", "diverged"],
            result.Networks.Select(network => (IReadOnlyList<HtmlPage.Cell>)
            [
                network.Name, Loss(network.Test.Median), Loss(network.Test.Least), Loss(network.Test.Greatest), Text($"{network.Size.Hidden}"), Text($"{network.Size.Parameters}"),
                Text($"{network.LearningRate}"), Loss(network.Validation.Median), Text($"{network.Diverged} of {network.Runs.Count}"),
            ]));
        page.Section("Learning", "Lines are medians over the seeds; bands reach from the least to the greatest. A run that diverged counts as infinite from there on: the band ends there, and the line where half have.");
        page.Chart(result.Chart);
        page.Chart(result.TrainingChart);
        page.Section("How learning rates were chosen", $"The least validation loss ({result.LossUnit}) of a run of seed 1 with each; the least of a row was taken for all its seeds.");
        page.Table(
            ["network", .. settings.LearningRates.Select(rate => Text($"rate {rate}"))],
            result.Networks.Select(network => (IReadOnlyList<HtmlPage.Cell>)[network.Name, .. network.Trials.Select(trial => (HtmlPage.Cell)Loss(trial.ValidationLoss))]));
        if (result.Networks.Any(network => network.IsRateAtEnd))
            page.Paragraph($"{string.Join(", ", result.Networks.Where(network => network.IsRateAtEnd).Select(network => Text($"{network.Name} ({network.LearningRate})")))}: the rate is at an end of those tried, and one beyond might be better.");
        page.Section("Each run", $"Test loss ({result.LossUnit}).");
        page.Table(
            ["network", .. Enumerable.Range(1, settings.Seeds).Select(seed => Text($"seed {seed}"))],
            result.Networks.Select(network => (IReadOnlyList<HtmlPage.Cell>)[network.Name, .. network.Runs.Select(run => (HtmlPage.Cell)Loss(run.TestLoss))]));
        return page;
    }

    private static string Loss(double loss) => double.IsFinite(loss) ? Text($"{loss:G4}") : "diverged";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
