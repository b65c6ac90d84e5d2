using Google.Protobuf;

namespace RnnGraph.Onnx.Tests;

/// <summary>Writes messages of the format by field number, sound or not.</summary>
internal static class Wire
{
    /// <summary>A message. Values: long (an integer), float, double, string, byte[] (bytes, a message, packed numbers).</summary>
    public static byte[] Message(params (int Field, object Value)[] fields)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            foreach (var (field, value) in fields)
                Write(output, field, value);
        }

        return stream.ToArray();
    }

    /// <summary>An attribute.</summary>
    public static (int Field, object Value) Attribute(string name, params (int Field, object Value)[] value) => (5, Message([(1, name), .. value]));

    /// <summary>A node in a graph.</summary>
    public static (int Field, object Value) Node(string op, string[] inputs, string[] outputs, params (int Field, object Value)[] more) =>
        (1, Message([.. inputs.Select(name => (1, (object)name)), .. outputs.Select(name => (2, (object)name)), (4, op), .. more]));

    /// <summary>A tensor of floats.</summary>
    public static byte[] Tensor(string name, float[] values, params long[] dims) =>
        Message([.. dims.Select(dim => (1, (object)dim)), (2, 1L), (8, name), .. values.Select(value => (4, (object)value))]);

    /// <summary>A tensor of 64 bit integers.</summary>
    public static byte[] Tensor(string name, long[] values, params long[] dims) =>
        Message([.. dims.Select(dim => (1, (object)dim)), (2, 7L), (8, name), .. values.Select(value => (7, (object)value))]);

    /// <summary>An input (11) or output (12) of a graph; of any shape.</summary>
    public static (int Field, object Value) Value(int field, string name, ElementType type = ElementType.Float) => (field, Message((1, name), (2, Message((1, Message((1, (long)type)))))));

    /// <summary>A model of a graph.</summary>
    public static byte[] Model(long opset, params (int Field, object Value)[] graph) => Message((1, 8L), (7, Message(graph)), (8, Message((2, opset))));

    /// <summary>What a model of one node gives.</summary>
    public static OnnxTensor Run(long opset, string op, OnnxTensor[] inputs, params (int Field, object Value)[] attributes)
    {
        string[] names = [.. inputs.Select((_, i) => $"x{i}")];
        var model = Model(opset, [Node(op, names, ["y"], attributes), .. inputs.Select((input, i) => Value(11, names[i], input.ElementType)), Value(12, "y")]);
        return RunKernels(new OnnxRunner(OnnxModel.Read(model, "test.onnx")), names.Zip(inputs).ToDictionary(pair => pair.First, pair => pair.Second))["y"];
    }

    /// <summary>Runs a model; fails where a kernel fails rather than being refused its tensors.</summary>
    public static IReadOnlyDictionary<string, OnnxTensor> RunKernels(OnnxRunner runner, IReadOnlyDictionary<string, OnnxTensor> inputs)
    {
        try
        {
            return runner.Run(inputs);
        }
        catch (OnnxException fault)
        {
            Assert.Null(fault.InnerException);
            throw;
        }
    }

    private static void Write(CodedOutputStream output, int field, object value)
    {
        switch (value)
        {
            case long number:
                output.WriteTag(field, WireFormat.WireType.Varint);
                output.WriteInt64(number);
                break;
            case float number:
                output.WriteTag(field, WireFormat.WireType.Fixed32);
                output.WriteFloat(number);
                break;
            case double number:
                output.WriteTag(field, WireFormat.WireType.Fixed64);
                output.WriteDouble(number);
                break;
            case string text:
                output.WriteTag(field, WireFormat.WireType.LengthDelimited);
                output.WriteString(text);
                break;
            case byte[] bytes:
                output.WriteTag(field, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(bytes));
                break;
            default:
                throw new ArgumentException($"A field can't be a {value.GetType().Name}.", nameof(value));
        }
    }
}
