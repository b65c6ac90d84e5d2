using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>ValueInfoProto: name 1, type 2.</summary>
internal sealed class ValueMessage : Message
{
    private const int NameField = 1, TypeField = 2;

    public string Name { get; set; } = "";

    public TypeMessage? Type { get; set; }

    protected override string? Lack => Name.Length > 0 ? null : "an input or output has no name";

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes))
        {
            case NameField: Name = input.ReadString(); return true;
            case TypeField: Type = Read<TypeMessage>(input); return true;
            default: return false;
        }
    }

    protected override void Write(FieldWriter output)
    {
        output.Text(NameField, Name);
        output.Message(TypeField, Type);
    }
}

/// <summary>TypeProto: tensor_type 1. Sequences, maps, optional and sparse values stand in other fields.</summary>
internal sealed class TypeMessage : Message
{
    private const int TensorField = 1;

    public TensorTypeMessage? Tensor { get; set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        if (Number(tag, Bytes) != TensorField)
            return false;
        Tensor = Read<TensorTypeMessage>(input);
        return true;
    }

    protected override void Write(FieldWriter output) => output.Message(TensorField, Tensor);
}

/// <summary>TypeProto.Tensor: elem_type 1, shape 2.</summary>
internal sealed class TensorTypeMessage : Message
{
    private const int TypeField = 1, ShapeField = 2;

    public ElementType Type { get; set; }

    /// <summary>Null where the file says nothing of the shape, not even how many axes there are.</summary>
    public ShapeMessage? Shape { get; set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (_, TypeField): Type = (ElementType)input.ReadInt32(); return true;
            case (ShapeField, _): Shape = Read<ShapeMessage>(input); return true;
            default: return false;
        }
    }

    protected override void Write(FieldWriter output)
    {
        output.Integer(TypeField, (long)Type);
        output.Message(ShapeField, Shape);
    }
}

/// <summary>TensorShapeProto: dim 1.</summary>
internal sealed class ShapeMessage : Message
{
    private const int ExtentField = 1;

    public List<OnnxExtent> Extents { get; init; } = [];

    protected override bool Field(CodedInputStream input, uint tag)
    {
        if (Number(tag, Bytes) != ExtentField)
            return false;
        Extents.Add(Read<ExtentMessage>(input).Extent);
        return true;
    }

    protected override void Write(FieldWriter output)
    {
        foreach (var extent in Extents)
            output.Message(ExtentField, new ExtentMessage { Extent = extent });
    }
}

/// <summary>TensorShapeProto.Dimension: dim_value 1, dim_param 2.</summary>
internal sealed class ExtentMessage : Message
{
    private const int ValueField = 1, NameField = 2;

    public OnnxExtent Extent { get; set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (_, ValueField): Extent = new(input.ReadInt64(), null); return true;
            case (NameField, _): Extent = new(null, input.ReadString()); return true;
            default: return false;
        }
    }

    protected override void Write(FieldWriter output)
    {
        output.Integer(ValueField, Extent.Value);
        output.Text(NameField, Extent.Name ?? "");
    }
}
