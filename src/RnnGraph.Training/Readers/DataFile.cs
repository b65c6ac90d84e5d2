namespace RnnGraph.Training;

/// <summary>Errors about a place in a data file, and how its bytes are counted in lines and columns.</summary>
internal static class DataFile
{
    /// <summary>What may stand before UTF-8.</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Opens a file to be read once from start to end.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static FileStream Open(string path, string expected)
    {
        CheckExists(path, expected);
        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
    }

    /// <summary>Sees to it that there is a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static void CheckExists(string path, string expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: expected {expected}, there is no such file", path);
    }

    /// <summary>An error at a line and a column, both from 1.</summary>
    public static InvalidDataException Error(string path, long line, long column, string problem, Exception? inner = null)
        => new(FormattableString.Invariant($"{path}({line},{column}): {problem}"), inner);

    /// <summary>The line and the column, in bytes, of a byte of a file. Reads the file once more, as it is needed for errors alone.</summary>
    public static (long Line, long Column) PlaceOf(string path, long offset)
    {
        using var stream = File.OpenRead(path);
        var buffer = new byte[1 << 16];
        var (line, lineStart, at) = (1L, 0L, 0L);
        while (at < offset && stream.Read(buffer) is > 0 and var read)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(read, offset - at));
            line += part.Count((byte)'\n');
            lineStart = part.LastIndexOf((byte)'\n') is >= 0 and var last ? at + last + 1 : lineStart;
            at += part.Length;
        }

        return (line, offset - lineStart + 1);
    }
}
