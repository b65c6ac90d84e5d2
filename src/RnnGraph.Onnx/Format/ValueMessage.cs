using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>ValueInfoProto: name 1, type 2.</summary>
internal sealed class ValueMessage : Message
{
    public string Name { get; private set; } = "";

    public TypeMessage? Type { get; private set; }

    protected override string? Lack => Name.Length > 0 ? null : "an input or output has no name";

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes))
        {
            case 1: Name = input.ReadString(); return true;
            case 2: Type = Read<TypeMessage>(input); return true;
            default: return false;
        }
    }
}

/// <summary>TypeProto: tensor_type 1. Sequences, maps, optional and sparse values stand in other fields.</summary>
internal sealed class TypeMessage : Message
{
    public TensorTypeMessage? Tensor { get; private set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        if (Number(tag, Bytes) != 1)
            return false;
        Tensor = Read<TensorTypeMessage>(input);
        return true;
    }
}

/// <summary>TypeProto.Tensor: elem_type 1, shape 2.</summary>
internal sealed class TensorTypeMessage : Message
{
    public ElementType Type { get; private set; }

    /// <summary>Null where the file says nothing of the shape, not even how many axes there are.</summary>
    public ShapeMessage? Shape { get; private set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (_, 1): Type = (ElementType)input.ReadInt32(); return true;
            case (2, _): Shape = Read<ShapeMessage>(input); return true;
            default: return false;
        }
    }
}

/// <summary>TensorShapeProto: dim 1.</summary>
internal sealed class ShapeMessage : Message
{
    public List<OnnxExtent> Extents { get; } = [];

    protected override bool Field(CodedInputStream input, uint tag)
    {
        if (Number(tag, Bytes) != 1)
            return false;
        Extents.Add(Read<ExtentMessage>(input).Extent);
        return true;
    }
}

/// <summary>TensorShapeProto.Dimension: dim_value 1, dim_param 2.</summary>
internal sealed class ExtentMessage : Message
{
    public OnnxExtent Extent { get; private set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (_, 1): Extent = new(input.ReadInt64(), null); return true;
            case (2, _): Extent = new(null, input.ReadString()); return true;
            default: return false;
        }
    }
}
