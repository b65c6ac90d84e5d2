using System.Numerics;

namespace RnnGraph.Files;

/// <summary>Saves parameters, of a cell or of whatever else has names for them, to a safetensors file and loads them: under their names, row-major, so that a file fits any vector width.</summary>
public static class ParameterFile
{
    /// <summary>Saves all parameters, whole or not at all.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="path">The file.</param>
    /// <param name="prefix">What stands in the file before every name, its dot included.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Save<T>(this INamedParameters<T> parameters, string path, string prefix = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var writer = new TensorFileWriter();
        writer.Add(parameters, prefix);
        writer.Save(path);
    }

    /// <summary>Adds all parameters to a file that holds other tensors too.</summary>
    public static void Add<T>(this TensorFileWriter writer, INamedParameters<T> parameters, string prefix = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(prefix);
        foreach (var name in parameters.Names)
        {
            var shape = parameters.Shape(name);
            var values = new T[Size(shape)];
            parameters.Read(name, values);
            writer.Add(prefix + name, [.. shape], values);
        }
    }

    /// <summary>Loads all parameters. Nothing is changed unless everything fits.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Under which keys they stand; by default under their names, with no other tensor in the file.</param>
    /// <returns>What didn't fit; nothing, if loading was strict.</returns>
    /// <exception cref="TensorFileException">The file is not sound, or (if strict) keys are missing, unexpected or of another shape: all are named.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static LoadReport Load<T>(this INamedParameters<T> parameters, string path, LoadOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var reader = TensorFileReader.Open(path);
        return reader.Load(path, parameters, options ?? new());
    }

    private static LoadReport Load<T>(this TensorFileReader reader, string path, INamedParameters<T> parameters, LoadOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var keys = parameters.Names.ToDictionary(name => name, options.KeyOf, StringComparer.Ordinal);
        var expected = keys.Values.ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        var wrong = new List<string>();
        var found = new List<(string Name, TensorEntry Entry)>();
        foreach (var (name, key) in keys)
        {
            var shape = parameters.Shape(name).Select(size => (long)size);
            if (reader.Find(key) is not { } entry)
                missing.Add(key);
            else if (!IsFloat(entry.Element) || !entry.Shape.SequenceEqual(shape))
                wrong.Add($"{key}: expected floats {TensorEntry.FormatShape(shape)}, given {entry.Element.FileName()} {entry.ShapeText}");
            else
                found.Add((name, entry));
        }

        var unexpected = reader.Entries.Select(entry => entry.Name)
            .Where(name => !expected.Contains(name) && name.StartsWith(options.Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var report = new LoadReport(missing, [.. unexpected], wrong);
        if (options.Strict && !report.IsClean)
            throw new TensorFileException(path, report.ToString());
        foreach (var (name, entry) in found)
            parameters.Write(name, reader.Values<T>(entry));
        return report;
    }

    private static int Size(IReadOnlyList<int> shape) => shape.Aggregate(1, (product, extent) => product * extent);

    private static bool IsFloat(TensorElement element) => element is TensorElement.F32 or TensorElement.F64 or TensorElement.F16 or TensorElement.BF16;
}
