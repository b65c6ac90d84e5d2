using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>TensorProto: dims 1, data_type 2, segment 3, float_data 4, int32_data 5, string_data 6, int64_data 7, name 8, raw_data 9, double_data 10, external_data 13, data_location 14.</summary>
internal sealed class TensorMessage : Message
{
    private const int DimsField = 1, TypeField = 2, SegmentField = 3, FloatField = 4, IntField = 5, LongField = 7, NameField = 8, RawField = 9, DoubleField = 10, LocationField = 14;

    private List<long>? _dims;
    private List<float>? _floats;
    private List<double>? _doubles;
    private List<int>? _ints;
    private List<long>? _longs;

    public string Name { get; set; } = "";

    public ElementType Type { get; set; }

    public IReadOnlyList<long> Dims
    {
        get => _dims ?? [];
        init => _dims = [.. value];
    }

    /// <summary>What keeps the values from being read: null if nothing does.</summary>
    public string? Elsewhere { get; private set; }

    /// <summary>The values as they lie in memory, little-endian: so they are written.</summary>
    public ByteString? Raw { get; set; }

    public IReadOnlyList<float> Floats => _floats ?? [];

    public IReadOnlyList<double> Doubles => _doubles ?? [];

    public IReadOnlyList<int> Ints => _ints ?? [];

    public IReadOnlyList<long> Longs => _longs ?? [];

    protected override bool Field(CodedInputStream input, uint tag) => Header(input, tag) || Packed(input, tag) || Single(input, tag);

    protected override void Write(FieldWriter output)
    {
        foreach (var extent in Dims)
            output.Integer(DimsField, extent);
        output.Integer(TypeField, (long)Type);
        output.Text(NameField, Name);
        output.Bytes(RawField, Raw);
    }

    private bool Header(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (DimsField, _): ReadPacked(input, _dims ??= [], stream => stream.ReadInt64()); return true;
            case (_, DimsField): (_dims ??= []).Add(input.ReadInt64()); return true;
            case (_, TypeField): Type = (ElementType)input.ReadInt32(); return true;
            case (NameField, _): Name = input.ReadString(); return true;
            case (RawField, _): Raw = input.ReadBytes(); return true;
            case (_, LocationField) when input.ReadInt32() is var location:
                Elsewhere = location == 0 ? Elsewhere : "its values lie in another file (external data)";
                return true;
            case (SegmentField, _):
                Elsewhere = "it holds a segment of a larger tensor";
                return false;
            default: return false;
        }
    }

    private bool Packed(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes))
        {
            case FloatField: ReadPacked(input, _floats ??= [], stream => stream.ReadFloat()); return true;
            case IntField: ReadPacked(input, _ints ??= [], stream => stream.ReadInt32()); return true;
            case LongField: ReadPacked(input, _longs ??= [], stream => stream.ReadInt64()); return true;
            case DoubleField: ReadPacked(input, _doubles ??= [], stream => stream.ReadDouble()); return true;
            default: return false;
        }
    }

    private bool Single(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Four), Number(tag, Eight), Number(tag, Integer))
        {
            case (FloatField, _, _): (_floats ??= []).Add(input.ReadFloat()); return true;
            case (_, DoubleField, _): (_doubles ??= []).Add(input.ReadDouble()); return true;
            case (_, _, IntField): (_ints ??= []).Add(input.ReadInt32()); return true;
            case (_, _, LongField): (_longs ??= []).Add(input.ReadInt64()); return true;
            default: return false;
        }
    }
}
