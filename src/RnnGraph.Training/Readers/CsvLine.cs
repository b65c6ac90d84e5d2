using System.Globalization;
using System.Numerics;

namespace RnnGraph.Training;

/// <summary>The values of one line of a CSV file, and where each of them stands.</summary>
internal sealed class CsvLine(string path, char separator)
{
    private const char Quote = '"';

    private readonly List<(int Start, int Length, bool IsQuoted)> values = [];
    private string text = "";
    private int number;

    /// <summary>How many values the line has.</summary>
    public int Count => values.Count;

    /// <summary>Takes a line apart.</summary>
    /// <exception cref="InvalidDataException">A quote isn't closed, or something follows a closed one.</exception>
    public void Read(string line, int lineNumber)
    {
        (text, number) = (line, lineNumber);
        values.Clear();
        for (var at = 0; ; at++)
        {
            at = at < line.Length && line[at] == Quote ? Quoted(at) : Plain(at);
            if (at == line.Length)
                return;
        }
    }

    /// <summary>All values as texts.</summary>
    public List<string> Texts() => [.. values.Select(value => value.IsQuoted
        ? text.Substring(value.Start, value.Length).Replace("\"\"", "\"", StringComparison.Ordinal)
        : text.Substring(value.Start, value.Length).Trim())];

    /// <summary>A value as a number.</summary>
    /// <exception cref="InvalidDataException">It is none, or not finite.</exception>
    public T Number<T>(int index)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var (start, length, _) = values[index];
        return T.TryParse(text.AsSpan(start, length), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && T.IsFinite(value)
            ? value
            : throw DataFile.Error(path, number, start + 1, $"expected a number, given '{text.Substring(start, length)}'");
    }

    /// <summary>Takes a value up to the separator; returns where that, or the line's end, stands.</summary>
    private int Plain(int start)
    {
        var length = text.AsSpan(start).IndexOf(separator);
        var end = length < 0 ? text.Length : start + length;
        values.Add((start, end - start, false));
        return end;
    }

    private int Quoted(int start)
    {
        var at = start + 1;
        for (; at < text.Length; at++)
        {
            if (text[at] != Quote)
                continue;
            if (at + 1 == text.Length || text[at + 1] != Quote)
                break;
            at++; // a doubled one stands for itself
        }

        if (at >= text.Length)
            throw DataFile.Error(path, number, start + 1, "expected a closing quote, the line has none");
        values.Add((start + 1, at - start - 1, true));
        return at + 1 == text.Length || text[at + 1] == separator
            ? at + 1
            : throw DataFile.Error(path, number, at + 2, $"expected '{separator}' behind the closing quote, given '{text[at + 1]}'");
    }
}
