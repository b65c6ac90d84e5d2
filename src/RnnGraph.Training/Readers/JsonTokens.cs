using System.Text.Json;

namespace RnnGraph.Training;

/// <summary>Reads a JSON file token by token through a buffer of some kilobytes, so that files of any size take no more memory. The buffer grows if a single token doesn't fit, up to a
/// limit.</summary>
internal sealed class JsonTokens : IDisposable
{
    private const int LongestToken = 1 << 20;

    private readonly string path;
    private readonly FileStream stream;
    private byte[] buffer;
    private JsonReaderState state;
    private long bufferStart;
    private int at;
    private int end;
    private bool isAtEnd;
    private long tokenStart;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it should be, for the error if there is none.</param>
    /// <param name="bufferSize">Bytes read at a time.</param>
    public JsonTokens(string path, string expected, int bufferSize = 1 << 14)
    {
        this.path = path;
        stream = DataFile.Open(path, expected);
        buffer = new byte[bufferSize];
        Fill();
        if (buffer.AsSpan(0, end).StartsWith(DataFile.ByteOrderMark))
            at = DataFile.ByteOrderMark.Length;
    }

    /// <summary>What the token at hand is.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>The text of the property name at hand.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The number at hand, if it is an integer of 32 bits.</summary>
    public int? Integer { get; private set; }

    /// <summary>Goes on to the next token.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="InvalidDataException">The file isn't JSON there.</exception>
    public bool Read()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(at, end - at), isAtEnd, state);
            try
            {
                if (reader.Read())
                {
                    Take(ref reader);
                    return true;
                }
            }
            catch (InvalidOperationException error)
            {
                throw Error("expected UTF-8, " + error.Message);
            }
            catch (JsonException error)
            {
                throw DataFile.Error(path, (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, "expected JSON: " + Problem(error), error);
            }

            Advance(ref reader);
            if (isAtEnd)
                return false;
            Fill();
        }
    }

    /// <summary>Goes on to the next token, which must be of a kind.</summary>
    public void Expect(JsonTokenType type, string what)
    {
        if (!Read() || Type != type)
            throw Error($"expected {what}, given {Text(Type)}");
    }

    /// <summary>Goes to the last token of the value that begins with the token at hand.</summary>
    public void SkipValue()
    {
        for (var depth = 0; ; Read())
        {
            depth += Type is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : Type is JsonTokenType.EndObject or JsonTokenType.EndArray ? -1 : 0;
            if (depth == 0)
                return;
        }
    }

    /// <summary>An error about the token at hand.</summary>
    public InvalidDataException Error(string problem) => At(tokenStart, problem);

    /// <summary>A kind of token as errors name it.</summary>
    public static string Text(JsonTokenType type) => type switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.EndArray => "the end of a list",
        JsonTokenType.EndObject => "the end of an object",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.PropertyName => "a name",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private InvalidDataException At(long offset, string problem)
    {
        var (line, column) = DataFile.PlaceOf(path, offset);
        return DataFile.Error(path, line, column, problem);
    }

    private void Take(ref Utf8JsonReader reader)
    {
        tokenStart = bufferStart + at + reader.TokenStartIndex;
        Type = reader.TokenType;
        Name = Type == JsonTokenType.PropertyName ? reader.GetString()! : "";
        Integer = Type == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : null;
        Advance(ref reader);
    }

    private void Advance(ref Utf8JsonReader reader)
    {
        state = reader.CurrentState;
        at += (int)reader.BytesConsumed;
    }

    /// <summary>Moves what is left to the buffer's start and reads on behind it.</summary>
    private void Fill()
    {
        buffer.AsSpan(at, end - at).CopyTo(buffer);
        bufferStart += at;
        (at, end) = (0, end - at);
        if (end == buffer.Length)
        {
            if (end >= LongestToken)
                throw At(bufferStart, $"expected values of at most {LongestToken} bytes, given a longer one");
            Array.Resize(ref buffer, 2 * end);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        isAtEnd = read == 0;
        end += read;
    }

    // The reader's message ends with its own count of lines, from 0.
    private static string Problem(JsonException error) => error.Message.Split(" LineNumber:", 2)[0];
}
