namespace RnnGraph.Training.Tests.Trainers;

/// <summary>A run with all that a checkpoint has to hold: chance, carried states, a schedule that listens, several batches for an update, measurements.</summary>
internal static class NoisyRun
{
    public const int Updates = 40;

    private const string Letters = "abcdefgh";
    private static readonly int[] Text = [.. Enumerable.Range(0, 1500).Select(i => ((i * i % 11) + i) % Letters.Length)];

    public static TrainerSettings<float> Settings { get; } = new() { MeasureEvery = 4, BatchesPerUpdate = 2, ClipValue = 0.05, ClipNorm = 0.2, Seed = 5 };

    /// <summary>A run that has made no update yet.</summary>
    /// <param name="optimizer">One of the optimisers' names in files.</param>
    /// <param name="settings">Settings without schedule and held-out loss, which are made anew for each run.</param>
    public static Trainer<float> Create(string optimizer = "adam", TrainerSettings<float>? settings = null)
    {
        var network = new NoisyText(Letters.Length, 10);
        network.Initialize(3);
        IOptimizer<float> chosen = optimizer switch
        {
            "sgd" => new Sgd<float>(new(0.2, Momentum: 0.9, Nesterov: true, WeightDecay: 1e-4), network),
            "rmsprop" => new RmsProp<float>(new(0.005, Centered: true, Momentum: 0.5), network),
            "adamw" => new AdamW<float>(new(0.02, WeightDecay: 0.01), network),
            _ => new Adam<float>(new(0.02), network),
        };
        return new(network, new TokenStreams<float>(Text.AsMemory(0, 1200), 6, 7, 5), chosen, (settings ?? Settings) with
        {
            Schedule = new WarmUpSchedule(5, 0.2, new PlateauSchedule(0.5, patience: 1, threshold: 0.05)),
            HeldOutLoss = new HeldOut<float>(network, new Once(new TokenStreams<float>(Text.AsMemory(1200), 3, 9))).Loss,
        });
    }

    /// <summary>Streams of which eleven blocks are one pass.</summary>
    private sealed class Once(TokenStreams<float> streams) : IFiniteSource<float>
    {
        public int BatchesPerPass => 11;

        public Steps Steps => streams.Steps;

        public int Rows => streams.Rows;

        public Inputs<float> Inputs => streams.Inputs;

        public Lengths Lengths => streams.Lengths;

        public bool IsCarried => streams.IsCarried;

        public IReadOnlyDictionary<string, string> Description => streams.Description;

        public IReadOnlyList<long> Position => streams.Position;

        public void Next() => streams.Next();

        public void Resume(IReadOnlyList<long> position) => streams.Resume(position);

        public bool StartsAnew(int row) => streams.StartsAnew(row);
    }
}
