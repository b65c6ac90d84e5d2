using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>Writes a message's fields, or counts the bytes that they take.</summary>
/// <param name="output">Where to; null to count only.</param>
internal sealed class FieldWriter(CodedOutputStream? output)
{
    /// <summary>The bytes written so far.</summary>
    /// <remarks>A file has at most 2³¹ − 1: beyond, counting throws an <see cref="OverflowException"/>.</remarks>
    public int Size { get; private set; }

    /// <summary>A text; nothing where it is empty.</summary>
    public void Text(int field, string value)
    {
        if (value.Length > 0)
            Element(field, value);
    }

    /// <summary>A text that counts where it is empty too, as each in a list does.</summary>
    public void Element(int field, string value)
    {
        Tag(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeStringSize(value));
        output?.WriteString(value);
    }

    /// <summary>An integer; nothing where there is none.</summary>
    public void Integer(int field, long? value)
    {
        if (value is not { } number)
            return;
        Tag(field, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(number));
        output?.WriteInt64(number);
    }

    /// <summary>A float.</summary>
    public void Single(int field, float value)
    {
        Tag(field, WireFormat.WireType.Fixed32, CodedOutputStream.ComputeFloatSize(value));
        output?.WriteFloat(value);
    }

    /// <summary>Bytes; nothing where there are none.</summary>
    public void Bytes(int field, ByteString? value)
    {
        if (value is null)
            return;
        Tag(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeBytesSize(value));
        output?.WriteBytes(value);
    }

    /// <summary>A message within this one; nothing where there is none.</summary>
    public void Message(int field, Message? value)
    {
        if (value is null)
            return;
        Tag(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeMessageSize(value));
        output?.WriteMessage(value);
    }

    private void Tag(int field, WireFormat.WireType encoding, int size)
    {
        Size = checked(Size + CodedOutputStream.ComputeTagSize(field) + size);
        output?.WriteTag(field, encoding);
    }
}
