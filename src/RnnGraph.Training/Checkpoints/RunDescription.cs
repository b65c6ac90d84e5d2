using System.Globalization;
using System.Numerics;
using RnnGraph.Files;

namespace RnnGraph.Training;

/// <summary>The texts of a checkpoint: what a resumed run must have in common with the stopped one (<c>setting NAME</c>), and numbers.</summary>
internal static class RunDescription
{
    private const string Prefix = "setting ";

    /// <summary>Writes what a resumed run must have in common.</summary>
    public static void Write(IEnumerable<KeyValuePair<string, string>> description, TensorFileWriter writer)
    {
        foreach (var (name, value) in description)
            writer.SetMetadata(Prefix + name, value);
    }

    /// <summary>Sees to it that a file says the same.</summary>
    /// <exception cref="TensorFileException">It doesn't; all differences are named.</exception>
    public static void Check(IEnumerable<KeyValuePair<string, string>> description, TensorFileReader reader, string path)
    {
        var differences = description
            .Select(setting => (setting.Key, Given: setting.Value, Expected: reader.Metadata.GetValueOrDefault(Prefix + setting.Key, "nothing")))
            .Where(setting => setting.Given != setting.Expected)
            .Select(setting => $"{setting.Key}: expected {setting.Expected}, given {setting.Given}")
            .ToList();
        if (differences.Count > 0)
            throw new TensorFileException(path, "the checkpoint is of a run with other settings; " + string.Join("; ", differences));
    }

    /// <summary>A text of the metadata.</summary>
    /// <exception cref="TensorFileException">There is none of that name.</exception>
    public static string Text(TensorFileReader reader, string path, string name)
        => reader.Metadata.TryGetValue(name, out var value) ? value : throw new TensorFileException(path, $"expected '{name}' in the metadata, the file has none");

    /// <summary>A number of the metadata.</summary>
    /// <exception cref="TensorFileException">There is none of that name, or it is no number, or too small.</exception>
    public static T Number<T>(TensorFileReader reader, string path, string name, T? lowest = null)
        where T : struct, INumber<T>
    {
        var text = Text(reader, path, name);
        if (!T.TryParse(text, CultureInfo.InvariantCulture, out var value))
            throw new TensorFileException(path, $"'{name}': expected a number, given '{text}'");
        return lowest is { } least && value < least ? throw new TensorFileException(path, $"'{name}': expected {least} or more, given {value}") : value;
    }
}
