using System.Text.Json;

namespace RnnGraph.Training;

/// <summary>Reads polyphonic music from JSON: an object whose lists are parts, such as <c>train</c>, <c>valid</c> and <c>test</c>; a part is a list of pieces, a piece a list of frames, a
/// frame the list of the MIDI numbers of its notes: <c>{"train": [[[60, 64], [], [67]]]}</c>. Whatever else the object holds, such as a description, is passed over.</summary>
public static class PolyphonyFile
{
    /// <summary>The MIDI number of a piano's lowest key.</summary>
    public const int LowestPianoKey = 21;

    /// <summary>The keys of a piano.</summary>
    public const int PianoKeys = 88;

    /// <summary>Reads a file, piece by piece: it is never held as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lowest">The MIDI number of the key that is called 0.</param>
    /// <param name="keys">How many keys there are from there on.</param>
    /// <returns>The parts by name.</returns>
    /// <exception cref="InvalidDataException">The file has another form; the message names file, line and column.</exception>
    /// <exception cref="IOException">The file is missing or can't be read.</exception>
    public static IReadOnlyDictionary<string, Polyphony> Read(string path, int lowest = LowestPianoKey, int keys = PianoKeys)
    {
        using var json = new JsonTokens(path, "a JSON file of music");
        var parts = new Dictionary<string, Polyphony>(StringComparer.Ordinal);
        json.Expect(JsonTokenType.StartObject, "an object of parts");
        while (json.Read() && json.Type == JsonTokenType.PropertyName)
        {
            var name = json.Name;
            if (parts.ContainsKey(name))
                throw json.Error($"expected each part once, given '{name}' twice");
            json.Read();
            if (json.Type == JsonTokenType.StartArray)
                parts.Add(name, ReadPart(json, lowest, keys));
            else
                json.SkipValue();
        }

        if (json.Read())
            throw json.Error("expected nothing behind the object, given " + JsonTokens.Text(json.Type));
        return parts;
    }

    private static Polyphony ReadPart(JsonTokens json, int lowest, int keys)
    {
        var music = new Polyphony(keys);
        while (NextList(json, "a piece, which is a list of frames,"))
        {
            while (NextList(json, "a frame, which is a list of notes,"))
            {
                while (json.Read() && json.Type != JsonTokenType.EndArray)
                {
                    if (json.Type != JsonTokenType.Number || json.Integer is not { } note || note < lowest || note >= lowest + keys)
                        throw json.Error($"expected a note of {lowest} … {lowest + keys - 1}, given {(json.Integer is { } number ? number : JsonTokens.Text(json.Type))}");
                    music.AddNote(note - lowest);
                }

                music.EndFrame();
            }

            music.EndPiece();
        }

        return music;
    }

    private static bool NextList(JsonTokens json, string what)
    {
        json.Read();
        return json.Type switch
        {
            JsonTokenType.StartArray => true,
            JsonTokenType.EndArray => false,
            _ => throw json.Error($"expected {what} or the end of the list, given {JsonTokens.Text(json.Type)}"),
        };
    }
}
