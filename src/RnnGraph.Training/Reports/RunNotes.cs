using System.Text;
using System.Text.Json;

namespace RnnGraph.Training;

/// <summary>What a recorder noted, as a note of a checkpoint: JSON, so that other programs read it too.</summary>
internal static class RunNotes
{
    /// <summary>The name of the note.</summary>
    public const string Key = "RnnGraph report";

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

    /// <summary>What a note holds.</summary>
    /// <param name="text">The note.</param>
    /// <param name="groups">How many groups of parameters the network has.</param>
    /// <exception cref="FormatException">It is no note of a recorder of such a network.</exception>
    public static (int Every, IReadOnlyList<RunPoint> Points, IReadOnlyList<RunSample> Samples) Read(string text, int groups)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var every = json.RootElement.GetProperty("every").GetInt32();
            if (every < 1)
                throw new FormatException($"it says every {every} updates");
            return (every, [.. json.RootElement.GetProperty("points").EnumerateArray().Select(point => Point(point, groups))], [.. json.RootElement.GetProperty("samples").EnumerateArray().Select(Sample)]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException($"expected what a recorder noted of {groups} groups of parameters: {error.Message}", error);
        }
    }

    private static RunPoint Point(JsonElement point, int groups)
    {
        var numbers = point.EnumerateArray().Skip(1).Select(number => number.GetDouble()).ToList();
        return numbers.Count == 3 + groups
            ? new(point[0].GetInt32(), numbers[0], numbers[1], numbers[2], numbers[3..])
            : throw new FormatException($"a point has {numbers.Count} numbers after its update");
    }

    private static RunSample Sample(JsonElement sample) => new(sample[0].GetInt32(), sample[1].GetString() ?? throw new FormatException("a sample has no text"));
}
