using RnnGraph.Files;
using RnnGraph.Onnx;

namespace RnnGraph.Tool.Conversions;

/// <summary>Writes weights to safetensors files.</summary>
internal static class TensorsFile
{
    /// <summary>The types that floats can be stored as.</summary>
    public static readonly TensorElement[] FloatTypes = [TensorElement.F32, TensorElement.F64, TensorElement.F16, TensorElement.BF16];

    // the writer sets it itself
    private const string ChecksumKey = "sha256";

    /// <summary>The tensors of a file under other names, floats in another type; 64 bit integers stay what they are, the file's texts too.</summary>
    /// <returns>How many there are.</returns>
    public static int Convert(string input, string output, KeyNames names, TensorElement? type)
    {
        using var reader = TensorFileReader.Open(input);
        var writer = new TensorFileWriter();
        var keys = names.OfAll(reader.Entries.Select(entry => entry.Name));
        foreach (var entry in reader.Entries)
        {
            var shape = ShapeOf(input, entry);
            if (entry.Element == TensorElement.I64)
                writer.Add(keys[entry.Name], shape, Read<long>(reader, entry));
            else if (FloatTypes.Contains(entry.Element))
                Add(writer, keys[entry.Name], shape, type ?? entry.Element, () => Read<float>(reader, entry), () => Read<double>(reader, entry));
            else
                throw new ToolException($"INPUT: {input}: the tensor '{entry.Name}' is {entry.Element}; expected floats (F32, F64, F16, BF16) or I64");
        }

        foreach (var (key, value) in reader.Metadata.Where(pair => pair.Key != ChecksumKey))
            writer.SetMetadata(key, value);
        writer.Save(output);
        return reader.Entries.Count;
    }

    /// <summary>The weights of an ONNX model.</summary>
    /// <returns>How many there are.</returns>
    public static int Extract(string input, string output, KeyNames names, TensorElement? type, bool bothBiases)
    {
        var weights = OnnxWeights.Read(OnnxModel.Load(input), bothBiases);
        if (weights.Count == 0)
            throw new ToolException($"INPUT: {input} holds no weights: expected initializers of floats");
        var keys = names.OfAll(weights.Select(weight => weight.Key));
        var writer = new TensorFileWriter();
        foreach (var (key, tensor) in weights)
        {
            var (single, twice) = (tensor as OnnxTensor<float>, tensor as OnnxTensor<double>);
            var own = single is null ? TensorElement.F64 : TensorElement.F32;
            Add(
                writer,
                keys[key],
                [.. tensor.Shape],
                type ?? own,
                () => single?.Values.ToArray() ?? Array.ConvertAll(twice!.Values.ToArray(), value => (float)value),
                () => twice?.Values.ToArray() ?? Array.ConvertAll(single!.Values.ToArray(), value => (double)value));
        }

        writer.Save(output);
        return weights.Count;
    }

    /// <summary>The extents of a tensor of a file that an array can hold.</summary>
    private static int[] ShapeOf(string input, TensorEntry entry) => entry.Count <= Array.MaxLength && entry.Shape.All(extent => extent <= int.MaxValue)
        ? [.. entry.Shape.Select(extent => (int)extent)]
        : throw new ToolException($"INPUT: {input}: the tensor '{entry.Name}' has the shape {entry.ShapeText}; expected at most {Array.MaxLength} elements, and extents below 2^31");

    private static void Add(TensorFileWriter writer, string key, int[] shape, TensorElement type, Func<float[]> singles, Func<double[]> doubles)
    {
        switch (type)
        {
            case TensorElement.F32: writer.Add(key, shape, singles()); break;
            case TensorElement.F64: writer.Add(key, shape, doubles()); break;
            default: writer.Add(key, shape, singles(), type); break;
        }
    }

    private static T[] Read<T>(TensorFileReader reader, TensorEntry entry)
        where T : unmanaged
    {
        var values = new T[entry.Count];
        reader.Read<T>(entry.Name, values);
        return values;
    }
}
