using RnnGraph.Onnx.Format;

namespace RnnGraph.Onnx;

/// <summary>Files that hold one tensor: the <c>.pb</c> files of ONNX's tests.</summary>
public static class OnnxTensorFile
{
    /// <summary>Reads a tensor's file.</summary>
    /// <returns>The name that the file gives it, often empty, and the tensor.</returns>
    /// <exception cref="OnnxException">There is no such file, it is no sound tensor, or its elements are of a type that doesn't run here.</exception>
    public static (string Name, OnnxTensor Tensor) Load(string path) => Read(OnnxFile.Bytes(path), path);

    /// <summary>Reads a tensor.</summary>
    /// <param name="bytes">What a file would hold.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="OnnxException">It is no sound tensor, or its elements are of a type that doesn't run here.</exception>
    public static (string Name, OnnxTensor Tensor) Read(byte[] bytes, string path)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var message = OnnxFile.Parse<TensorMessage>(path, bytes, "an ONNX tensor");
        try
        {
            return (message.Name, TensorDecoder.Decode(message));
        }
        catch (FormatException fault)
        {
            throw new OnnxException(path, fault.Message, fault);
        }
    }
}
