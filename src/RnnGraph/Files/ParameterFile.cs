using System.Numerics;

namespace RnnGraph.Files;

/// <summary>Saves a cell's parameters to a safetensors file and loads them: under their names, row-major, so that a file fits any vector width.</summary>
public static class ParameterFile
{
    /// <summary>Saves all parameters, whole or not at all.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="path">The file.</param>
    /// <param name="prefix">What stands in the file before every name, its dot included.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Save<T>(this ParameterSet<T> parameters, string path, string prefix = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var writer = new TensorFileWriter();
        writer.Add(parameters, prefix);
        writer.Save(path);
    }

    /// <summary>Adds all parameters to a file that holds other tensors too.</summary>
    public static void Add<T>(this TensorFileWriter writer, ParameterSet<T> parameters, string prefix = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(prefix);
        foreach (var parameter in parameters)
        {
            var values = new T[parameter.Size];
            parameters.Read(parameter.Name, values);
            writer.Add(prefix + parameter.Name, [.. parameter.Shape], values);
        }
    }

    /// <summary>Loads all parameters. Nothing is changed unless everything fits.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Under which keys they stand; by default under their names, with no other tensor in the file.</param>
    /// <returns>What didn't fit; nothing, if loading was strict.</returns>
    /// <exception cref="TensorFileException">The file is not sound, or (if strict) keys are missing, unexpected or of another shape: all are named.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static LoadReport Load<T>(this ParameterSet<T> parameters, string path, LoadOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var reader = TensorFileReader.Open(path);
        return reader.Load(path, parameters, options ?? new());
    }

    private static LoadReport Load<T>(this TensorFileReader reader, string path, ParameterSet<T> parameters, LoadOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var keys = parameters.ToDictionary(parameter => parameter.Name, parameter => options.KeyOf(parameter.Name), StringComparer.Ordinal);
        var expected = keys.Values.ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        var wrong = new List<string>();
        var found = new List<(string Name, T[] Values)>();
        foreach (var parameter in parameters)
        {
            var key = keys[parameter.Name];
            if (reader.Find(key) is not { } entry)
                missing.Add(key);
            else if (!IsFloat(entry.Element) || !entry.Shape.SequenceEqual(parameter.Shape.Select(size => (long)size)))
                wrong.Add($"{key}: expected F32 or F64 {TensorEntry.FormatShape(parameter.Shape.Select(size => (long)size))}, given {entry.Element.FileName()} {entry.ShapeText}");
            else
                found.Add((parameter.Name, Read(reader, key, parameter.Size)));
        }

        var unexpected = reader.Entries.Select(entry => entry.Name)
            .Where(name => !expected.Contains(name) && name.StartsWith(options.Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var report = new LoadReport(missing, [.. unexpected], wrong);
        if (options.Strict && !report.IsClean)
            throw new TensorFileException(path, report.ToString());
        foreach (var (name, values) in found)
            parameters.Write(name, values);
        return report;

        static T[] Read(TensorFileReader reader, string key, int size)
        {
            var values = new T[size];
            reader.Read<T>(key, values);
            return values;
        }
    }

    private static bool IsFloat(TensorElement element) => element is TensorElement.F32 or TensorElement.F64;
}
