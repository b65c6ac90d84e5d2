using System.Text;
using System.Text.Json;

namespace RnnGraph.Training;

/// <summary>A comparison as JSON. Numbers that are not finite are null.</summary>
internal static class ComparisonJson
{
    public static string Of(ComparisonResult result)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("task", result.Task);
            json.WriteString("loss_unit", result.LossUnit);
            json.WriteNumber("parameters", result.Settings.Parameters);
            json.WriteNumber("seeds", result.Settings.Seeds);
            json.WriteNumber("updates", result.Settings.Updates);
            json.WriteNumber("measure_every", result.Settings.MeasureEvery);
            Number(json, "clip_norm", result.Settings.ClipNorm);
            json.WriteStartArray("networks");
            foreach (var network in result.Networks)
                Network(json, network);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    private static void Network(Utf8JsonWriter json, ComparedResult network)
    {
        json.WriteStartObject();
        json.WriteString("name", network.Name);
        json.WriteNumber("hidden", network.Size.Hidden);
        json.WriteNumber("parameters", network.Size.Parameters);
        json.WriteNumber("learning_rate", network.LearningRate);
        json.WriteBoolean("learning_rate_at_end", network.IsRateAtEnd);
        json.WriteNumber("diverged", network.Diverged);
        Spread(json, "test_loss", network.Test);
        Spread(json, "validation_loss", network.Validation);
        json.WriteStartArray("trials");
        foreach (var trial in network.Trials)
        {
            json.WriteStartObject();
            json.WriteNumber("learning_rate", trial.LearningRate);
            Number(json, "validation_loss", trial.ValidationLoss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (var run in network.Runs)
            Run(json, run);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Run(Utf8JsonWriter json, ComparedRun run)
    {
        json.WriteStartObject();
        json.WriteNumber("seed", run.Seed);
        Number(json, "test_loss", run.TestLoss);
        Number(json, "validation_loss", run.ValidationLoss);
        json.WriteNumber("best_update", run.BestUpdate);
        json.WriteStartArray("curve");
        foreach (var point in run.Curve)
        {
            json.WriteStartObject();
            json.WriteNumber("update", point.Step);
            Number(json, "training_loss", point.TrainLoss);
            Number(json, "validation_loss", point.ValidLoss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Spread(Utf8JsonWriter json, string name, Spread spread)
    {
        json.WriteStartObject(name);
        Number(json, "median", spread.Median);
        Number(json, "least", spread.Least);
        Number(json, "greatest", spread.Greatest);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
