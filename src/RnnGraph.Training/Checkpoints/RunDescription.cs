using System.Globalization;
using System.Numerics;
using RnnGraph.Files;

namespace RnnGraph.Training;

/// <summary>The texts of a checkpoint: what a resumed run must have in common with the stopped one (<c>setting NAME</c>), and numbers.</summary>
internal static class RunDescription
{
    private const string Prefix = "setting ";

    /// <summary>Sees to it that every name stands for one thing: of two things of one name a file would hold the last, and fit no run.</summary>
    /// <exception cref="ArgumentException">It doesn't; all such names are named.</exception>
    public static void CheckNames(IEnumerable<KeyValuePair<string, string>> description, string argument)
    {
        var twice = description.GroupBy(setting => setting.Key, StringComparer.Ordinal).Where(settings => settings.Skip(1).Any()).Select(settings => $"'{settings.Key}'").ToList();
        if (twice.Count > 0)
            throw new ArgumentException($"Expected names of their own in the descriptions of source and settings, given names that the trainer or the other has too: {string.Join(", ", twice)}.", argument);
    }

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

    /// <summary>A setting.</summary>
    /// <exception cref="TensorFileException">There is none of that name.</exception>
    public static string Setting(TensorFileReader reader, string path, string name) => Text(reader, path, Prefix + name);

    /// <summary>A text of the metadata.</summary>
    /// <exception cref="TensorFileException">There is none of that name.</exception>
    private static string Text(TensorFileReader reader, string path, string name)
        => reader.Metadata.TryGetValue(name, out var value) ? value : throw new TensorFileException(path, $"expected '{name}' in the metadata, the file has none");

    /// <summary>A number of the metadata.</summary>
    /// <exception cref="TensorFileException">There is none of that name, or it is no number.</exception>
    public static T Number<T>(TensorFileReader reader, string path, string name)
        where T : INumber<T>
    {
        var text = Text(reader, path, name);
        return T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw new TensorFileException(path, $"'{name}': expected a number, given '{text}'");
    }

    /// <summary>A number of 0 or more of the metadata.</summary>
    /// <inheritdoc cref="Number"/>
    public static T Count<T>(TensorFileReader reader, string path, string name)
        where T : IBinaryInteger<T>
    {
        var value = Number<T>(reader, path, name);
        return T.IsNegative(value) ? throw new TensorFileException(path, $"'{name}': expected 0 or more, given {value}") : value;
    }
}
