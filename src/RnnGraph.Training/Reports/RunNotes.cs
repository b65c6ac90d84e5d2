using System.Text;
using System.Text.Json;

namespace RnnGraph.Training;

/// <summary>What a recorder noted, as a note of a checkpoint: JSON, so that other programs read it too.</summary>
internal static class RunNotes
{
    /// <summary>The name of the note.</summary>
    public const string Key = "report";

    /// <summary>The text of the note.</summary>
    public static string Write(int every, IReadOnlyList<RunPoint> points, IReadOnlyList<RunSample> samples)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteNumber("every", every);
            json.WriteStartArray("points");
            foreach (var point in points)
            {
                json.WriteStartArray();
                json.WriteNumberValue(point.Update);
                foreach (var number in (ReadOnlySpan<double>)[point.Loss, point.LearningRate, point.GradientNorm, .. point.GroupNorms])
                    json.WriteNumberValue(number); // finite: a run with others has ended
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("samples");
            foreach (var sample in samples)
            {
                json.WriteStartArray();
                json.WriteNumberValue(sample.Update);
                json.WriteStringValue(sample.Text);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Adds what a note holds to the lists; returns its <c>every</c>.</summary>
    public static int Read(string text, List<RunPoint> points, List<RunSample> samples)
    {
        using var json = JsonDocument.Parse(text);
        foreach (var point in json.RootElement.GetProperty("points").EnumerateArray())
        {
            var numbers = point.EnumerateArray().Skip(1).Select(number => number.GetDouble()).ToList();
            points.Add(new(point[0].GetInt32(), numbers[0], numbers[1], numbers[2], numbers[3..]));
        }

        samples.AddRange(json.RootElement.GetProperty("samples").EnumerateArray().Select(sample => new RunSample(sample[0].GetInt32(), sample[1].GetString()!)));
        return json.RootElement.GetProperty("every").GetInt32();
    }
}
