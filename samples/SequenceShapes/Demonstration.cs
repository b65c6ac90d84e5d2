using RnnGraph;
using RnnGraph.Training;
using SequenceShapes.Networks;
using SequenceShapes.Tasks;

namespace SequenceShapes;

/// <summary>A network, the task that it learns, and how well it has to do.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Shape">Which of the shapes of sequences it shows.</param>
/// <param name="Network">Makes the network.</param>
/// <param name="Training">Makes the task to train on, of a seed.</param>
/// <param name="Test">Makes the task to measure on, of a seed.</param>
/// <param name="LearningRate">Adam's.</param>
/// <param name="MostUpdates">After so many updates it has failed.</param>
/// <param name="Goal">What is to be reached: a share of what is right, or an error.</param>
/// <param name="IsError">Whether what is measured is an error, to be below the goal.</param>
internal sealed record Demonstration(
    string Name,
    string Shape,
    Func<RecurrentNetwork<float>> Network,
    Func<ulong, SequenceTask> Training,
    Func<ulong, SequenceTask> Test,
    double LearningRate,
    int MostUpdates,
    double Goal,
    bool IsError = false)
{
    private const int TestRows = 1000;
    private const int UpdatesBetweenMeasures = 100;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Demonstration> All { get; } =
    [
        new("adding", "many to one", () => new Adder(), seed => new AddingTask(32, seed, ofFullLength: false), seed => new AddingTask(TestRows, seed, ofFullLength: true), 0.005, 3000, 0.01, IsError: true),
        new("parity", "many to one", () => new ParityTeller(), seed => new ParityTask(64, seed, ofFullLength: false), seed => new ParityTask(TestRows, seed, ofFullLength: true), 0.01, 2000, 0.99),
        new("counting", "one to many", () => new Counter(), seed => new CountingTask(32, seed), seed => new CountingTask(TestRows, seed), 0.01, 1000, 0.99),
        new("copy", "many to many, in step", () => new Echo(), seed => new EchoTask(32, seed), seed => new EchoTask(TestRows, seed), 0.01, 1000, 0.99),
        new("reversal", "encoder and decoder", () => new Rewriter(ReversalTask.Symbols, ReversalTask.Symbols, 48), seed => new ReversalTask(64, seed), seed => new ReversalTask(TestRows, seed), 0.01, 2000, 0.99),
        new("addition", "encoder and decoder", () => new Rewriter(AdditionTask.Symbols, AdditionTask.Digits, 96), seed => new AdditionTask(64, seed, ofHeldOut: false), seed => new AdditionTask(TestRows, seed, ofHeldOut: true), 0.005, 4000, 0.95),
        new("scanline", "many to one", () => new ScanlineReader(), seed => new ScanlineTask(32, seed), seed => new ScanlineTask(TestRows, seed), 0.01, 1500, 0.95),
        new("tagging", "bidirectional", () => new Tagger(), seed => new TaggingTask(32, seed), seed => new TaggingTask(TestRows, seed), 0.01, 1500, 0.99),
        new("conditioned", "one to many", () => new Describer(), seed => new DescribingTask(32, seed), seed => new DescribingTask(TestRows, seed), 0.01, 1000, 0.99),
        new("frames", "many to many, in step", () => new FrameLabeller(), seed => new FramesTask(32, seed), seed => new FramesTask(TestRows, seed), 0.01, 2000, 0.95),
    ];

    /// <summary>Trains until the goal is reached on sequences drawn for that measure alone, then measures once more on others.</summary>
    /// <param name="seed">What the weights and all sequences are drawn from.</param>
    /// <param name="threads">Threads; the results don't depend on it.</param>
    /// <param name="progress">Told after each measure: updates, mean loss, measure.</param>
    /// <param name="cancellation">Stops between two updates.</param>
    public Result Run(ulong seed, int threads, Action<int, double, double>? progress = null, CancellationToken cancellation = default)
    {
        var network = Network();
        network.Initialize(seed);
        var trainer = new Trainer<float>(network, Training(seed), new Adam<float>(new AdamSettings(LearningRate), network), new() { Threads = threads });
        var check = Test(seed + 1);
        check.Next();
        do
        {
            trainer.Run(trainer.Updates + UpdatesBetweenMeasures, cancellation: cancellation);
            var measure = check.Measure(network);
            progress?.Invoke(trainer.Updates, trainer.MeanLoss, measure);
            if (IsReached(measure, GoalWithMargin))
                break;
        }
        while (trainer.Updates < MostUpdates);

        var test = Test(seed + 2);
        test.Next();
        var final = test.Measure(network);
        return new(final, IsReached(final, Goal), trainer.Updates, trainer.Time);
    }

    // A little further than the goal, so that fresh sequences reach it too.
    private double GoalWithMargin => IsError ? 0.7 * Goal : Goal + (0.4 * (1 - Goal));

    private bool IsReached(double measure, double goal) => IsError ? measure < goal : measure >= goal;

    /// <summary>How it went.</summary>
    /// <param name="Measure">What was measured on sequences that neither training nor stopping has seen.</param>
    /// <param name="IsReached">Whether that reaches the goal.</param>
    /// <param name="Updates">Updates made.</param>
    /// <param name="Time">The time they took.</param>
    internal sealed record Result(double Measure, bool IsReached, int Updates, TimeSpan Time);
}
