using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.ExceptionServices;

namespace RnnGraph.Training;

/// <summary>
/// Compares networks of about the same number of parameters on a task: for each, the learning rate is chosen by the validation loss of one seed, then all seeds run with it; the test data are read
/// once, when all of that has ended. Runs go on side by side, and are kept in a folder: a comparison that was stopped, or killed, goes on from there when it is started again, to the same bits.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CellComparison<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ComparisonTask<T> task;
    private readonly IReadOnlyList<ComparedNetwork<T>> networks;
    private readonly ComparisonSettings settings;
    private readonly string folder;

    /// <summary>Matches the networks' sizes; nothing is trained yet.</summary>
    /// <param name="task">What is learnt.</param>
    /// <param name="networks">The networks, each under a name of its own.</param>
    /// <param name="settings">How they are compared; null for the usual way.</param>
    /// <param name="folder">Where runs are kept: a checkpoint each, of the training library's form. It is made if it isn't there.</param>
    /// <exception cref="ArgumentException">A setting makes no sense, two networks have one name, or one can't be made as small as asked for, or of its sizes in even steps.</exception>
    public CellComparison(ComparisonTask<T> task, IReadOnlyList<ComparedNetwork<T>> networks, ComparisonSettings? settings, string folder)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (this.task, this.networks, this.settings, this.folder) = (task, networks, settings ?? new(), folder);
        this.settings.Check(nameof(settings));
        if (networks.Count == 0 || networks.Select(network => network.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < networks.Count)
            throw new ArgumentException($"Expected one network or more, each under a name of its own; given {(networks.Count == 0 ? "none" : string.Join(", ", networks.Select(network => network.Name)))}.", nameof(networks));
        Sizes = [.. networks.Select(network => MatchedSize.Find(network, this.settings.Parameters))];
    }

    /// <summary>The matched size of each network, in their order.</summary>
    public IReadOnlyList<MatchedSize> Sizes { get; }

    /// <summary>Runs of the whole comparison.</summary>
    public int Runs => networks.Count * (settings.LearningRates.Count + settings.Seeds - 1);

    /// <summary>Runs all that hasn't run yet.</summary>
    /// <param name="progress">Told of measurements and ends of runs, by several threads.</param>
    /// <param name="cancellation">Stops every run between two updates, saved.</param>
    /// <returns>What it came to. It depends on task, networks and settings alone.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="RatesTooNarrowException">A chosen rate is at an end of those tried, and the settings say to stop there.</exception>
    /// <exception cref="IOException">A run can't be kept, or the folder keeps one of another task, network or setting; the differences are named.</exception>
    public ComparisonResult Run(IProgress<ComparisonProgress>? progress = null, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        var book = new ComparisonBook(progress, Runs);
        var trials = InParallel(from network in Numbers(networks.Count) from rate in settings.LearningRates select Job(network, rate, 1), book, cancellation);
        var chosen = trials.Chunk(settings.LearningRates.Count).Select(of => of.MinBy(run => run.Loss)!).ToList();
        TellRatesAtEnd(chosen, book);
        var more = InParallel(from network in Numbers(networks.Count) from seed in Numbers(settings.Seeds - 1) select Job(network, chosen[network].LearningRate, (ulong)seed + 2), book, cancellation);
        var all = chosen.Select((first, network) => more.Skip(network * (settings.Seeds - 1)).Take(settings.Seeds - 1).Prepend(first)).ToList();

        cancellation.ThrowIfCancellationRequested();
        var test = task.Test(); // not before nothing is left to choose
        return new()
        {
            Task = task.Name,
            LossUnit = task.LossUnit,
            Settings = settings,
            Networks =
            [
                .. networks.Select((network, index) => new ComparedResult(
                    network.Name,
                    Sizes[index],
                    [.. trials.Skip(index * settings.LearningRates.Count).Take(settings.LearningRates.Count).Select(run => run.Result(double.NaN))],
                    [.. all[index].Select(run => run.Result(run.HasDiverged ? double.NaN : new HeldOut<T>(run.Network, test).Loss()))])),
            ],
        };
    }

    private void TellRatesAtEnd(List<FinishedRun<T>> chosen, ComparisonBook book)
    {
        var atEnd = networks.Zip(chosen).Where(pair => ComparedResult.IsAtEnd(pair.Second.LearningRate, settings.LearningRates)).ToList();
        foreach (var (network, best) in atEnd)
            book.TellRateAtEnd(network.Name, best.Result(double.NaN));
        if (settings.StopsAtEndOfRates && atEnd.Count > 0)
            throw new RatesTooNarrowException([.. atEnd.Select(pair => (pair.First.Name, pair.Second.LearningRate))]);
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);

    private ComparisonRun<T> Job(int network, double rate, ulong seed) => new(task, networks[network], Sizes[network].Hidden, rate, seed, settings, folder);

    /// <summary>Runs jobs side by side, those that stand first begun first.</summary>
    private List<FinishedRun<T>> InParallel(IEnumerable<ComparisonRun<T>> jobs, ComparisonBook book, CancellationToken cancellation)
    {
        var list = jobs.ToList();
        var finished = new FinishedRun<T>[list.Count];
        try
        {
            Parallel.ForEach(
                Partitioner.Create(Numbers(list.Count), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = settings.Workers, CancellationToken = cancellation },
                index => finished[index] = list[index].Run(book, cancellation));
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? error.InnerExceptions[0]);
        }

        return [.. finished];
    }
}
