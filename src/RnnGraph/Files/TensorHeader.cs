using System.Text.Json;

namespace RnnGraph.Files;

/// <summary>Reads a safetensors header: a JSON object from tensor names to type, shape and byte range, and optional text metadata. Everything that
/// it says is checked against the length of the data that is really there, before anything is allocated by it.</summary>
internal static class TensorHeader
{
    public const string MetadataKey = "__metadata__";

    /// <summary>Parses <paramref name="json"/>, the header of a file with <paramref name="dataLength"/> bytes behind it.</summary>
    /// <exception cref="FormatException">The header is malformed; the message says what was expected and what was found.</exception>
    public static (List<TensorEntry> Entries, Dictionary<string, string> Metadata) Parse(ReadOnlySpan<byte> json, long dataLength)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            var entries = new List<TensorEntry>();
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            var names = new HashSet<string>(StringComparer.Ordinal);
            Expect(ref reader, JsonTokenType.StartObject, "the header");
            while (NextProperty(ref reader, "the header") is { } name)
            {
                if (!names.Add(name))
                    throw new FormatException($"the name '{name}' stands in the header twice");
                if (name == MetadataKey)
                    ReadMetadata(ref reader, metadata);
                else
                    entries.Add(ReadEntry(ref reader, name));
            }

            if (reader.Read())
                throw new FormatException("the header goes on after its closing brace");
            CheckRanges(entries, dataLength);
            return (entries, metadata);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is what Utf8JsonReader throws for a string that is not valid UTF-8 or UTF-16
            throw new FormatException($"the header is not valid JSON ({error.Message})", error);
        }
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject, MetadataKey);
        while (NextProperty(ref reader, MetadataKey) is { } key)
        {
            Expect(ref reader, JsonTokenType.String, $"{MetadataKey} '{key}'");
            if (!metadata.TryAdd(key, reader.GetString()!))
                throw new FormatException($"{MetadataKey} holds '{key}' twice");
        }
    }

    private static TensorEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        TensorElement? element = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, $"tensor '{name}'");
        while (NextProperty(ref reader, $"tensor '{name}'") is { } key)
        {
            switch (key)
            {
                case "dtype" when element is null:
                    Expect(ref reader, JsonTokenType.String, $"the dtype of '{name}'");
                    var type = reader.GetString();
                    element = TensorElements.Find(type) ?? throw new FormatException($"tensor '{name}' has the unknown dtype '{type}'");
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, $"the shape of '{name}'");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, $"the data_offsets of '{name}'");
                    break;
                default:
                    throw new FormatException($"tensor '{name}' has the field '{key}', expected dtype, shape and data_offsets, once each");
            }
        }

        if (element is null || shape is null || offsets is null)
            throw new FormatException($"tensor '{name}' lacks a field, expected dtype, shape and data_offsets");
        if (offsets.Count != 2 || offsets[0] > offsets[1])
            throw new FormatException($"tensor '{name}' has data_offsets {TensorEntry.FormatShape(offsets)}, expected [begin, end] with begin ≤ end");
        var bytes = ByteCount(name, element.Value, shape);
        if (bytes != offsets[1] - offsets[0])
        {
            throw new FormatException($"tensor '{name}' of {element.Value.FileName()} {TensorEntry.FormatShape(shape)} takes {bytes} bytes, "
                + $"but its data_offsets {TensorEntry.FormatShape(offsets)} give {offsets[1] - offsets[0]}");
        }

        return new(name, element.Value, shape, offsets[0], offsets[1]);
    }

    private static long ByteCount(string name, TensorElement element, List<long> shape)
    {
        try
        {
            var bytes = (long)element.Bytes();
            foreach (var size in shape)
                bytes = checked(bytes * size);
            return bytes;
        }
        catch (OverflowException error)
        {
            throw new FormatException($"tensor '{name}' has the shape {TensorEntry.FormatShape(shape)}, more elements than a file can hold", error);
        }
    }

    private static void CheckRanges(List<TensorEntry> entries, long dataLength)
    {
        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin)
            : a.End != b.End ? a.End.CompareTo(b.End) : string.CompareOrdinal(a.Name, b.Name));
        long end = 0;
        foreach (var entry in entries)
        {
            if (entry.End > dataLength)
            {
                throw new FormatException($"tensor '{entry.Name}' ends at byte {entry.End} of the data, but only {dataLength} bytes are there: "
                    + "the file is truncated or its header wrong");
            }

            if (entry.Begin != end)
            {
                throw new FormatException($"tensor '{entry.Name}' begins at byte {entry.Begin} of the data, expected {end}: "
                    + (entry.Begin < end ? "two tensors overlap" : "the data has a hole"));
            }

            end = entry.End;
        }

        if (end != dataLength)
            throw new FormatException($"the tensors take {end} bytes, but {dataLength} bytes of data are there");
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string what)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, what);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
                throw new FormatException($"{what} must hold integers from 0 on");
            numbers.Add(number);
        }

        return numbers;
    }

    private static string? NextProperty(ref Utf8JsonReader reader, string what)
    {
        if (!reader.Read())
            throw new FormatException($"{what} ends early");
        return reader.TokenType == JsonTokenType.EndObject ? null : reader.GetString();
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw new FormatException($"{what} must be a JSON {type}, given {reader.TokenType}");
    }
}
