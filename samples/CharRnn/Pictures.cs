using RnnGraph.Training;

namespace CharRnn;

/// <summary>The pages that a run draws: its report, and one unit over a text.</summary>
internal sealed class Pictures
{
    /// <summary>Characters under which the heat map shows a value.</summary>
    private const int MapLength = 2000;

    /// <summary>Characters that gradients are carried back through.</summary>
    private const int FlowLength = 100;

    /// <summary>Blocks of held-out text that gates are counted over.</summary>
    private const int GateBlocks = 20;

    private readonly RunOptions options;
    private readonly CharModel model;
    private readonly TextSplit split;
    private readonly string lastLayer;
    private readonly string tap;
    private GradientFlow? atFirst;

    /// <summary>Sees to it that what is asked for can be drawn, before anything is trained.</summary>
    /// <exception cref="ArgumentException">There is no such tap or unit.</exception>
    public Pictures(RunOptions options, CharModel model, TextSplit split)
    {
        (this.options, this.model, this.split) = (options, model, split);
        lastLayer = FormattableString.Invariant($"layer.{options.Layers - 1}");
        tap = options.Tap ?? lastLayer + ".memory";
        var taps = model.Network.Signature.Taps;
        var shown = taps.FirstOrDefault(info => info.Name == tap)
            ?? throw new ArgumentException($"--tap: expected one of {string.Join(", ", taps.Select(info => info.Name))}, given {tap}", nameof(options));
        if (options.Unit >= shown.Features)
            throw new ArgumentException($"--unit: expected a unit of {tap}, 0 … {shown.Features - 1}, given {options.Unit}", nameof(options));
    }

    /// <summary>Notes what the report shows.</summary>
    public RunRecorder<float> Recorder { get; } = new();

    /// <summary>What a trainer is to tell.</summary>
    public IReadOnlyList<ITrainerCallback<float>> Callbacks => options.Report is null ? [] : [Recorder];

    private ReadOnlyMemory<int> HeldOut => split.All[split.TrainingLength..];

    /// <summary>Writes what was asked for, of the run as it stands.</summary>
    public void Write(CharTrainer trainer)
    {
        if (options.Report is not null)
            Report(trainer).Write(options.Report);
        if (options.HeatMap is not null)
            Map().Write(options.HeatMap);
    }

    private RunReport Report(CharTrainer trainer) => RunReport.Of(trainer.Trainer, Recorder, $"Character model: {options.Cell}, {options.Layers} × {options.Hidden} units") with
    {
        LossUnit = "nats per character",
        Flows = Flows(),
        Gates = Gates(),
        HeatMaps = [Map()],
    };

    private KeyValuePair<string, GradientFlow>[] Flows() => [new("at first", atFirst ??= Flow(Drawn())), new("now", Flow(model.Network))];

    // A network of the same seed: its parameters are those that the run began with.
    private RnnGraph.CausalNetwork<float> Drawn()
    {
        var drawn = NetworkCatalogue.Create(options.Cell, model.Vocabulary, options.Hidden, options.Layers);
        drawn.Initialize(options.Settings.Seed);
        return drawn.Network;
    }

    private GradientFlow Flow(RnnGraph.CausalNetwork<float> network) => GradientFlowProbe.Measure(network, HeldOut[..Math.Min(FlowLength, HeldOut.Length)].ToArray(), lastLayer + ".h");

    private IReadOnlyList<GateStatistics> Gates()
    {
        var length = Math.Min(options.Settings.Length, HeldOut.Length - 1);
        if (length < 1)
            return [];
        var streams = new TokenStreams<float>(HeldOut, Math.Clamp((HeldOut.Length - 1) / length, 1, options.Settings.Batch), length);
        return GateProbe.Measure(model.Network, streams, Math.Clamp((HeldOut.Length - 1) / (streams.Rows * length), 1, GateBlocks));
    }

    private TapHeatMap Map()
    {
        var text = HeldOut[..Math.Min(MapLength, HeldOut.Length)].ToArray();
        return TapHeatMap.Of(TapProbe.Read(model.Network, text, tap), model.Vocabulary.Decode(text), options.Unit);
    }
}
