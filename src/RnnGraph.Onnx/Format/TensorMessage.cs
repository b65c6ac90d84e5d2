using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>TensorProto: dims 1, data_type 2, segment 3, float_data 4, int32_data 5, string_data 6, int64_data 7, name 8, raw_data 9, double_data 10, external_data 13, data_location 14.</summary>
internal sealed class TensorMessage : Message
{
    private List<long>? _dims;
    private List<float>? _floats;
    private List<double>? _doubles;
    private List<int>? _ints;
    private List<long>? _longs;

    public string Name { get; private set; } = "";

    public ElementType Type { get; private set; }

    public IReadOnlyList<long> Dims => _dims ?? [];

    /// <summary>What keeps the values from being read: null if nothing does.</summary>
    public string? Elsewhere { get; private set; }

    public ByteString? Raw { get; private set; }

    public IReadOnlyList<float> Floats => _floats ?? [];

    public IReadOnlyList<double> Doubles => _doubles ?? [];

    public IReadOnlyList<int> Ints => _ints ?? [];

    public IReadOnlyList<long> Longs => _longs ?? [];

    protected override bool Field(CodedInputStream input, uint tag) => Header(input, tag) || Packed(input, tag) || Single(input, tag);

    private bool Header(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (1, _): ReadPacked(input, _dims ??= [], stream => stream.ReadInt64()); return true;
            case (_, 1): (_dims ??= []).Add(input.ReadInt64()); return true;
            case (_, 2): Type = (ElementType)input.ReadInt32(); return true;
            case (8, _): Name = input.ReadString(); return true;
            case (9, _): Raw = input.ReadBytes(); return true;
            case (_, 14) when input.ReadInt32() is var location:
                Elsewhere = location == 0 ? Elsewhere : "its values lie in another file (external data)";
                return true;
            case (3, _):
                Elsewhere = "it holds a segment of a larger tensor";
                return false;
            default: return false;
        }
    }

    private bool Packed(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes))
        {
            case 4: ReadPacked(input, _floats ??= [], stream => stream.ReadFloat()); return true;
            case 5: ReadPacked(input, _ints ??= [], stream => stream.ReadInt32()); return true;
            case 7: ReadPacked(input, _longs ??= [], stream => stream.ReadInt64()); return true;
            case 10: ReadPacked(input, _doubles ??= [], stream => stream.ReadDouble()); return true;
            default: return false;
        }
    }

    private bool Single(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Four), Number(tag, Eight), Number(tag, Integer))
        {
            case (4, _, _): (_floats ??= []).Add(input.ReadFloat()); return true;
            case (_, 10, _): (_doubles ??= []).Add(input.ReadDouble()); return true;
            case (_, _, 5): (_ints ??= []).Add(input.ReadInt32()); return true;
            case (_, _, 7): (_longs ??= []).Add(input.ReadInt64()); return true;
            default: return false;
        }
    }
}
