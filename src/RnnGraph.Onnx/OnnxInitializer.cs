using RnnGraph.Onnx.Format;

namespace RnnGraph.Onnx;

/// <summary>A tensor that lies in a file: a weight of a model, a value of a test.</summary>
public sealed class OnnxInitializer
{
    private readonly TensorMessage _message;

    internal OnnxInitializer(TensorMessage message) => _message = message;

    /// <summary>The name.</summary>
    public string Name => _message.Name;

    /// <summary>The type of its elements.</summary>
    public ElementType ElementType => _message.Type;

    /// <summary>The extents, slowest first, as the file says them: unchecked.</summary>
    public IReadOnlyList<long> Shape => _message.Dims;

    /// <summary>The shape as text: <c>[2, 3]</c>.</summary>
    public string ShapeText => Shapes.Text(Shape);

    /// <summary>How many bytes its values take in the file; null where they don't lie in it, or have no fixed size.</summary>
    public long? Bytes => TensorDecoder.Bytes(_message);

    /// <summary>Reads the values.</summary>
    /// <exception cref="FormatException">The type is none that runs here, the shape and the values don't fit, or the values aren't in the file.</exception>
    internal OnnxTensor Decode() => TensorDecoder.Decode(_message);
}
