using System.Globalization;
using RnnGraph;
using RnnGraph.Training;
using Samples;

namespace Chorales;

/// <summary>A run of a setting and a seed: trained on the training pieces, stopped by the validation pieces.</summary>
internal sealed class MusicRun : ITrainerCallback<float>
{
    /// <summary>Pieces that are measured side by side; the loss doesn't depend on it.</summary>
    private const int MeasuredRows = 16;

    private TimeSpan? before;

    /// <summary>The run at its beginning.</summary>
    /// <param name="music">Parts <c>train</c> and <c>valid</c>.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="options">What was asked for; the learning rate is the setting's.</param>
    public MusicRun(IReadOnlyDictionary<string, Polyphony> music, Setting setting, RunOptions options)
    {
        Setting = setting;
        Source = new(music["train"], options.Batch, options.Seed);
        Network = setting.Create(music["train"].Keys, options.Hidden);
        Network.Initialize(options.Seed);
        var adam = new Adam<float>(new(setting.LearningRate), Network);
        Trainer = new(Network, Source, adam, options.Settings(Source, Measure(music["valid"]).Loss) with
        {
            Callbacks = [this],
            Description = new Dictionary<string, string> { ["setting"] = setting.ToString() },
        });
    }

    public Setting Setting { get; }

    public PolyphonyBatches<float> Source { get; }

    public RecurrentNetwork<float> Network { get; }

    public Trainer<float> Trainer { get; }

    /// <summary>The passes whose parameters are the best, and those made.</summary>
    public (int Best, int All) Passes => (Trainer.Best.Updates / Source.BatchesPerPass, Trainer.Updates / Source.BatchesPerPass);

    /// <summary>The time of all updates, also of those before a stop.</summary>
    public TimeSpan Time => Trainer.Notes.TryGetValue("seconds", out var seconds) ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : TimeSpan.Zero;

    /// <summary>The network's mean loss over all frames of some pieces, each predicted, the first from silence; nats per frame.</summary>
    public HeldOut<float> Measure(Polyphony pieces) => new(Network, new PolyphonyBatches<float>(pieces, MeasuredRows, seed: null));

    /// <inheritdoc/>
    public void Measured(Trainer<float> trainer)
    {
        before ??= Time; // what the checkpoint says, if the run goes on from one
        trainer.Notes["seconds"] = (before.Value + trainer.Time).TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);
    }
}
