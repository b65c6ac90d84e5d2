using System.Text.Json;
using RnnGraph.Files;
using RnnGraph.Training.Tests.Reports;

namespace RnnGraph.Training.Tests.Comparing;

/// <summary>A comparison: chosen on validation alone, the same however often it was stopped, and what it writes.</summary>
public sealed class CellComparisonTests : IDisposable
{
    private static readonly ComparedNetwork<float> Elman = new("elman", hidden => new SumByElman(hidden));
    private static readonly ComparedNetwork<float> Gated = new("mgu", hidden => new SumByMgu(hidden));

    private static readonly ComparisonSettings Settings = new() { Parameters = 200, Seeds = 3, Updates = 40, MeasureEvery = 10, LearningRates = [0.001, 0.02], CheckpointEvery = 7, Workers = 2 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_learning_rate_is_chosen_by_validation_and_the_test_is_read_when_all_has_ended()
    {
        var ended = 0;
        var endedBeforeTest = -1;
        var task = Task() with { Test = () => { endedBeforeTest = ended; return new AddingBatches<float>(6, 8, seed: 100); } };
        var result = new CellComparison<float>(task, [Elman, Gated], Settings, folder.Root).Run(new Told(value => ended = value.RunsEnded));

        Assert.Equal(8, ended); // of each network two trials, one of which is the run of seed 1, and two more seeds
        Assert.Equal(8, endedBeforeTest);
        Assert.All(result.Networks, network =>
        {
            Assert.Equal([0.001, 0.02], network.Trials.Select(trial => trial.LearningRate));
            Assert.Equal(network.Trials.MinBy(trial => trial.ValidationLoss)!.LearningRate, network.LearningRate);
            Assert.Equal([1UL, 2, 3], network.Runs.Select(run => run.Seed));
            Assert.Equal(network.Trials.Min(trial => trial.ValidationLoss), network.Runs[0].ValidationLoss);
            Assert.All(network.Trials, trial => Assert.True(double.IsNaN(trial.TestLoss)));
            Assert.All(network.Runs, run => Assert.Equal(run.Curve.Min(point => point.ValidLoss), run.ValidationLoss));
        });
    }

    [Fact]
    public void Test_data_choose_nothing()
    {
        var one = new CellComparison<float>(Task(), [Elman], Settings, folder.File("one")).Run();
        var other = new CellComparison<float>(Task() with { Test = () => new AddingBatches<float>(6, 8, seed: 555) }, [Elman], Settings, folder.File("other")).Run();
        Assert.NotEqual(one.Networks[0].Test, other.Networks[0].Test);
        Assert.Equal(one.Networks[0].Validation, other.Networks[0].Validation);
        Assert.Equal(one.Networks[0].LearningRate, other.Networks[0].LearningRate);
    }

    [Fact]
    public void The_test_loss_is_that_of_the_parameters_that_were_best_in_validation()
    {
        var result = new CellComparison<float>(Task(), [Elman], Settings with { LearningRates = [0.02], Seeds = 1 }, folder.Root).Run();
        var network = new SumByElman(result.Networks[0].Size.Hidden);
        network.Initialize(1);
        var trainer = new Trainer<float>(network, Task().Training(1), new Adam<float>(new(0.02), network), new() { MeasureEvery = 10, HeldOutLoss = new HeldOut<float>(network, Task().Validation()).Loss });
        trainer.Run(40);
        trainer.Best.Restore();
        Assert.Equal(trainer.Curve.Points, result.Networks[0].Runs[0].Curve);
        Assert.Equal(new HeldOut<float>(network, Task().Test()).Loss(), result.Networks[0].Runs[0].TestLoss);
    }

    [Fact]
    public void Stopped_again_and_again_it_comes_to_the_same()
    {
        var undisturbed = new CellComparison<float>(Task(), [Elman, Gated], Settings with { Workers = 1 }, folder.File("undisturbed")).Run().ToJson();

        ComparisonResult? result = null;
        for (var stops = 0; result is null; stops++)
        {
            Assert.True(stops < 40);
            using var stop = new CancellationTokenSource();
            var told = 0;
            try
            {
                result = new CellComparison<float>(Task(), [Elman, Gated], Settings, folder.File("stopped")).Run(
                    new Told(value =>
                    {
                        // finished runs are told of again, and don't count
                        if (!value.HasEnded && !value.IsRateAtEnd && ++told == 2)
                            stop.Cancel();
                    }),
                    stop.Token);
                Assert.True(stops > 3);
            }
            catch (OperationCanceledException)
            {
                Assert.NotEmpty(Directory.GetFiles(folder.File("stopped")));
            }
        }

        Assert.Equal(undisturbed, result.ToJson());
    }

    [Fact]
    public void A_run_that_was_killed_goes_on_from_its_checkpoint()
    {
        var expected = new CellComparison<float>(Task(), [Elman], Settings, folder.File("a")).Run().ToJson();
        new CellComparison<float>(Task(), [Elman], Settings with { Updates = 20 }, folder.File("b")).Run(); // as if killed there
        File.Delete(Directory.GetFiles(folder.File("b"), "*seed 2*").Single());
        Assert.Equal(expected, new CellComparison<float>(Task(), [Elman], Settings, folder.File("b")).Run().ToJson());
    }

    [Fact]
    public void Runs_of_another_definition_or_data_are_refused()
    {
        new CellComparison<float>(Task(), [Elman], Settings, folder.Root).Run();
        var changed = new ComparedNetwork<float>("elman", hidden => new SumByMgu(hidden));
        Assert.Contains("definition", Assert.ThrowsAny<IOException>(() => new CellComparison<float>(Task(), [changed], Settings, folder.Root).Run()).Message, StringComparison.Ordinal);
        var other = Task() with { Validation = () => new AddingBatches<float>(6, 8, seed: 7) };
        Assert.Contains("validation adding problem", Assert.ThrowsAny<IOException>(() => new CellComparison<float>(other, [Elman], Settings, folder.Root).Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_longer_runs_is_refused()
    {
        new CellComparison<float>(Task(), [Elman], Settings, folder.Root).Run();
        var shorter = Settings with { Updates = 20, Seeds = 4 };
        var error = Assert.Throws<TensorFileException>(() => new CellComparison<float>(Task(), [Elman], shorter, folder.Root).Run());
        Assert.Contains("expected a run of at most 20 updates, the file has one of 40", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_at_an_end_of_those_tried_is_told_and_can_stop_before_the_test_is_read()
    {
        var told = new List<ComparisonProgress>();
        var result = new CellComparison<float>(Task(), [Elman], Settings, folder.File("a")).Run(new Told(told.Add));
        Assert.True(result.Networks[0].IsRateAtEnd); // one of two rates always is
        Assert.Equal(result.Networks[0].LearningRate, Assert.Single(told, value => value.IsRateAtEnd).LearningRate);

        var tested = false;
        var task = Task() with { Test = () => { tested = true; return Task().Test(); } };
        var error = Assert.Throws<RatesTooNarrowException>(() => new CellComparison<float>(task, [Elman], Settings with { StopsAtEndOfRates = true }, folder.File("b")).Run());
        Assert.Contains("elman", error.Message, StringComparison.Ordinal);
        Assert.False(tested);
    }

    [Fact]
    public void What_diverged_is_infinite_and_is_written_without_a_picture()
    {
        var result = new CellComparison<float>(Task(), [Elman], Settings with { LearningRates = [1e30] }, folder.File("runs")).Run();
        result.Write(folder.Root);
        Assert.Equal(3, result.Networks[0].Diverged);
        Assert.Equal(new Spread(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity), result.Networks[0].Test);
        Assert.Equal(["comparison.html", "comparison.json"], Directory.GetFiles(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("comparison.json")));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("networks")[0].GetProperty("test_loss").GetProperty("median").ValueKind);
    }

    [Fact]
    public void A_seed_that_diverged_counts_as_infinite_in_a_median()
    {
        Assert.Equal(new Spread(2, 1, double.PositiveInfinity), Spread.Of([1, double.NaN, 2]));
        Assert.Equal(double.PositiveInfinity, Spread.Of([1, double.PositiveInfinity]).Median);
        Assert.Equal(new Spread(1.5, 1, 2), Spread.Of([2, 1]));
    }

    [Fact]
    public void A_text_too_short_for_its_held_out_parts_is_refused_at_once() =>
        Assert.Contains("given 100 characters", Assert.Throws<ArgumentException>(() => ComparisonTasks.Text<float>(new int[100], rows: 1, length: 64)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rate_with_which_the_run_diverges_is_not_chosen()
    {
        var result = new CellComparison<float>(Task(), [Elman], Settings with { LearningRates = [1e30, 0.01], Seeds = 1 }, folder.Root).Run();
        Assert.True(result.Networks[0].Trials[0].HasDiverged);
        Assert.Equal(0.01, result.Networks[0].LearningRate);
        using var json = JsonDocument.Parse(result.ToJson());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("networks")[0].GetProperty("trials")[0].GetProperty("validation_loss").ValueKind);
        Assert.Contains("diverged", PageTexts.Parse(result.ToHtml()).Of("td"));
    }

    [Fact]
    public void What_it_writes_says_what_it_came_to()
    {
        var result = new CellComparison<float>(Task(), [Elman, Gated], Settings, folder.File("runs")).Run();
        result.Write(folder.Root);

        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("comparison.json")));
        var network = json.RootElement.GetProperty("networks")[1];
        Assert.Equal("mgu", network.GetProperty("name").GetString());
        Assert.Equal(result.Networks[1].Size.Parameters, network.GetProperty("parameters").GetInt64());
        var losses = network.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("test_loss").GetDouble()).Order().ToList();
        Assert.Equal(losses[1], network.GetProperty("test_loss").GetProperty("median").GetDouble());
        Assert.Equal((losses[0], losses[2]), (network.GetProperty("test_loss").GetProperty("least").GetDouble(), network.GetProperty("test_loss").GetProperty("greatest").GetDouble()));
        Assert.Equal([10, 20, 30, 40], network.GetProperty("runs")[0].GetProperty("curve").EnumerateArray().Select(point => point.GetProperty("update").GetInt32()));

        var page = PageTexts.Parse(File.ReadAllText(folder.File("comparison.html")));
        PageTexts.FetchesNothing(page);
        Assert.Superset(new HashSet<string>(["elman", "mgu", "updates", "validation loss (squared error)"], StringComparer.Ordinal), page.Of("text").ToHashSet(StringComparer.Ordinal));
        Assert.Equal(2 * 4, page.Descendants("path").Count(path => path.Attribute("class")?.Value is "b0" or "b1")); // two charts for two widths
        Assert.StartsWith("<svg xmlns", File.ReadAllText(folder.File("comparison.svg")), StringComparison.Ordinal);
        Assert.Equal(["comparison.html", "comparison.json", "comparison.svg"], Directory.GetFiles(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_networks_of_one_name_are_refused() =>
        Assert.Contains("each under a name of its own", Assert.Throws<ArgumentException>(() => new CellComparison<float>(Task(), [Elman, Elman], Settings, folder.Root)).Message, StringComparison.Ordinal);

    private static ComparisonTask<float> Task() => new(
        "adding problem", "squared error", seed => new AddingBatches<float>(6, 8, seed), () => new AddingBatches<float>(6, 8, seed: 99, batchesPerPass: 2), () => new AddingBatches<float>(6, 8, seed: 100, batchesPerPass: 2));

    private sealed class Told(Action<ComparisonProgress> tell) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => tell(value);
    }
}
