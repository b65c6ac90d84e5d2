using System.Text;

namespace RnnGraph.Training;

/// <summary>Reads a text to train on.</summary>
public static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The whole text of a UTF-8 file (a byte order mark is dropped).</summary>
    /// <exception cref="InvalidDataException">The file is empty or not UTF-8.</exception>
    /// <exception cref="IOException">The file is missing or can't be read.</exception>
    public static string Read(string path)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path}: expected a text file, given a folder");
        DataFile.CheckExists(path, "a text file");
        try
        {
            ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
            var text = Strict.GetString(bytes.StartsWith(DataFile.ByteOrderMark) ? bytes[DataFile.ByteOrderMark.Length..] : bytes);
            return text.Length > 0 ? text : throw new InvalidDataException($"{path}: expected a text, the file is empty");
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"{path}: expected UTF-8 text, byte {error.Index} is not", error);
        }
    }
}
