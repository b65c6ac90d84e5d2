using System.Buffers;
using System.Text;
using System.Text.Json;
using RnnGraph.Onnx;

namespace RnnGraph.Tool.Sources;

/// <summary>Tensors as JSON: nested lists of numbers or truth values, a list for each axis. NaN and infinities, which JSON lacks, are the texts "NaN", "Infinity" and "-Infinity".</summary>
internal static class TensorJson
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ToolException">It holds something else, or lists of different lengths.</exception>
    public static OnnxTensor Load(string path, ElementType type)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return type switch
            {
                ElementType.Float => Make(document.RootElement, element => (float)Real(element)),
                ElementType.Double => Make(document.RootElement, Real),
                ElementType.Int32 => Make(document.RootElement, element => element.GetInt32()),
                ElementType.Int64 => Make(document.RootElement, element => element.GetInt64()),
                ElementType.Bool => Make(document.RootElement, element => element.GetBoolean()),
                _ => throw new ToolException($"--input: {path}: the model declares {type}, which has no form in JSON"),
            };
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            throw new ToolException($"--input: {path}: expected nested lists of {type}, all of an axis equally long: {fault.Message}");
        }
    }

    /// <summary>The text of a tensor, in one line; floats so that they read back to the same bits.</summary>
    public static string Print(OnnxTensor tensor)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var place = 0;
            Write(writer, tensor, 0, ref place);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static double Real(JsonElement element) => element.ValueKind != JsonValueKind.String ? element.GetDouble() : element.GetString() switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        var other => throw new FormatException($"\"{other}\" is no number"),
    };

    private static OnnxTensor<T> Make<T>(JsonElement root, Func<JsonElement, T> read)
        where T : unmanaged
    {
        var shape = new List<int>();
        for (var element = root; element.ValueKind == JsonValueKind.Array; element = element[0])
        {
            shape.Add(element.GetArrayLength());
            if (shape[^1] == 0)
                break;
        }

        var values = new List<T>();
        Read(root, 0);
        return OnnxTensor.Create([.. values], [.. shape]);

        void Read(JsonElement element, int axis)
        {
            if (axis == shape.Count)
            {
                values.Add(read(element));
                return;
            }

            if (element.GetArrayLength() != shape[axis])
                throw new FormatException($"a list of axis {axis} has {element.GetArrayLength()} items, another {shape[axis]}");
            foreach (var item in element.EnumerateArray())
                Read(item, axis + 1);
        }
    }

    private static void Write(Utf8JsonWriter writer, OnnxTensor tensor, int axis, ref int place)
    {
        if (axis == tensor.Rank)
        {
            WriteOne(writer, tensor, place++);
            return;
        }

        writer.WriteStartArray();
        for (var i = 0; i < tensor.Shape[axis]; i++)
            Write(writer, tensor, axis + 1, ref place);
        writer.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter writer, OnnxTensor tensor, int place)
    {
        switch (tensor)
        {
            case OnnxTensor<float> x when float.IsFinite(x.Values[place]): writer.WriteNumberValue(x.Values[place]); break;
            case OnnxTensor<float> x: WriteSpecial(writer, x.Values[place]); break;
            case OnnxTensor<double> x when double.IsFinite(x.Values[place]): writer.WriteNumberValue(x.Values[place]); break;
            case OnnxTensor<double> x: WriteSpecial(writer, x.Values[place]); break;
            case OnnxTensor<int> x: writer.WriteNumberValue(x.Values[place]); break;
            case OnnxTensor<long> x: writer.WriteNumberValue(x.Values[place]); break;
            case OnnxTensor<bool> x: writer.WriteBooleanValue(x.Values[place]); break;
            default: throw new InvalidOperationException($"A tensor can't be a {tensor.GetType().Name}.");
        }
    }

    private static void WriteSpecial(Utf8JsonWriter writer, double value) => writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
}
