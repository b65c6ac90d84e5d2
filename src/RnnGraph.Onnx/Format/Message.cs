using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace RnnGraph.Onnx.Format;

/// <summary>
/// A message of the format: each class of this folder knows the numbers of its fields, to read and to write them. In reading, lengths, depth and ends are checked by Google.Protobuf, over an array that holds the
/// whole file, so that nothing is allocated because a length claims it. Fields that nobody needs are skipped.
/// </summary>
internal abstract class Message : IMessage
{
    /// <summary>How a field's value is encoded; the lower three bits of its tag.</summary>
    private const int WireBits = 3;

    /// <inheritdoc/>
    [ExcludeFromCodeCoverage]
    MessageDescriptor IMessage.Descriptor => throw new NotSupportedException("These messages have no descriptor.");

    /// <inheritdoc/>
    public void MergeFrom(CodedInputStream input)
    {
        while (input.ReadTag() is var tag and not 0)
        {
            if (!Field(input, tag))
                input.SkipLastField();
        }
    }

    /// <inheritdoc/>
    public void WriteTo(CodedOutputStream output) => Write(new FieldWriter(output));

    /// <inheritdoc/>
    public int CalculateSize()
    {
        var counter = new FieldWriter(null);
        Write(counter);
        return counter.Size;
    }

    /// <summary>What the message lacks without which it means nothing; null if nothing. Checked as soon as it is read, so that a file of empty messages doesn't become many objects.</summary>
    protected virtual string? Lack => null;

    /// <summary>Reads a field's value; false, with nothing read, if it is none of those that are needed.</summary>
    protected abstract bool Field(CodedInputStream input, uint tag);

    /// <summary>Writes the fields, those that are empty left out.</summary>
    protected abstract void Write(FieldWriter output);

    /// <summary>The tag of a field of variable length: text, bytes, a message, packed numbers.</summary>
    protected const uint Bytes = (uint)WireFormat.WireType.LengthDelimited;

    /// <summary>The tag's lower bits of an integer.</summary>
    protected const uint Integer = (uint)WireFormat.WireType.Varint;

    /// <summary>The tag's lower bits of a float.</summary>
    protected const uint Four = (uint)WireFormat.WireType.Fixed32;

    /// <summary>The tag's lower bits of a double.</summary>
    protected const uint Eight = (uint)WireFormat.WireType.Fixed64;

    /// <summary>The number of the field that a tag is of, where it is encoded as expected; else 0, which no field has.</summary>
    protected static int Number(uint tag, uint encoding) => (tag & ((1u << WireBits) - 1)) == encoding ? (int)(tag >> WireBits) : 0;

    /// <summary>Reads a message within this one.</summary>
    protected static TMessage Read<TMessage>(CodedInputStream input)
        where TMessage : Message, new()
    {
        var message = new TMessage();
        input.ReadMessage(message);
        if (message.Lack is { } lack)
            throw new FormatException(lack);
        return message;
    }

    /// <summary>Reads numbers that stand packed behind one length.</summary>
    /// <exception cref="InvalidProtocolBufferException">The last one goes beyond the length.</exception>
    protected static void ReadPacked<T>(CodedInputStream input, List<T> numbers, Func<CodedInputStream, T> read)
    {
        var length = input.ReadLength();
        var end = input.Position + length;
        while (input.Position < end)
            numbers.Add(read(input));
        if (input.Position != end)
            throw new FormatException("packed numbers go beyond their length");
    }
}
