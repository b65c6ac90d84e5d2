using Google.Protobuf;
using RnnGraph.Onnx.Format;

namespace RnnGraph.Onnx;

/// <summary>Reads messages from files, so that whatever is wrong with one ends in an <see cref="OnnxException"/> that names it.</summary>
internal static class OnnxFile
{
    public static byte[] Bytes(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new OnnxException(path, "there is no such file");
        var length = new FileInfo(path).Length;
        return length <= Array.MaxLength ? File.ReadAllBytes(path) : throw new OnnxException(path, $"it has {length} bytes; files of the format have at most {Array.MaxLength}");
    }

    public static TMessage Parse<TMessage>(string path, byte[] bytes, string what)
        where TMessage : Message, new()
    {
        var message = new TMessage();
        try
        {
            using var input = new CodedInputStream(bytes);
            message.MergeFrom(input);
            return message;
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or FormatException or InvalidOperationException)
        {
            throw new OnnxException(path, $"expected {what}, but the file is malformed or cut off: {fault.Message}", fault);
        }
    }
}
