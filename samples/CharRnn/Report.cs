using System.Text.Json;
using RnnGraph.Files;
using RnnGraph.Training;
using Samples;

namespace CharRnn;

/// <summary>What a run came to: the last line of the output, and the JSON file.</summary>
internal sealed class Report
{
    private readonly CharTrainer trainer;
    private readonly int threads;
    private readonly TimeSpan elapsed;
    private readonly IReadOnlyList<LossPoint> curve;
    private readonly double validLoss;

    public Report(CharTrainer trainer, int threads, TimeSpan elapsed)
    {
        this.trainer = trainer;
        this.threads = threads;
        this.elapsed = elapsed;
        curve = trainer.Curve.ClosedAt(trainer.Step, trainer.Evaluate);
        validLoss = curve.Count > 0 ? curve[^1].ValidLoss : trainer.Evaluate();
    }

    public string Final => Invariant.Text(
        $"final: steps={trainer.Step} train_loss={(curve.Count > 0 ? curve[^1].TrainLoss : double.NaN):F4} valid_loss={validLoss:F4} chars_per_second={CharactersPerSecond:F0}");

    private double CharactersPerSecond => trainer.TrainedCharacters == 0 ? 0 : trainer.TrainedCharacters / trainer.TrainingTime.TotalSeconds;

    public string Baseline(int order, double loss) => Invariant.Text(
        $"held out: {validLoss:F4} nats per character, order-{order} n-gram model {loss:F4} ({(validLoss < loss ? "beaten" : "not beaten")}); {elapsed.TotalSeconds:F1} s in all");

    public void WriteJson(string path) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartArray("curve");
        foreach (var point in curve)
        {
            json.WriteStartObject();
            json.WriteNumber("step", point.Step);
            json.WriteNumber("train_loss", point.TrainLoss);
            json.WriteNumber("valid_loss", point.ValidLoss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("parameters_hash", trainer.Model.Hash());
        json.WriteStartObject("timing");
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteNumber("training_seconds", trainer.TrainingTime.TotalSeconds);
        json.WriteNumber("characters", trainer.TrainedCharacters);
        json.WriteNumber("chars_per_second", CharactersPerSecond);
        json.WriteNumber("threads", threads);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
