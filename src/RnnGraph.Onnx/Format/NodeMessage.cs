using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>NodeProto: input 1, output 2, name 3, op_type 4, attribute 5, domain 7.</summary>
internal sealed class NodeMessage : Message
{
    private const int InputField = 1, OutputField = 2, NameField = 3, OperatorField = 4, AttributeField = 5, DomainField = 7;

    private List<string>? _inputs;
    private List<string>? _outputs;
    private List<AttributeMessage>? _attributes;

    public IReadOnlyList<string> Inputs
    {
        get => _inputs ?? [];
        init => _inputs = [.. value];
    }

    public IReadOnlyList<string> Outputs
    {
        get => _outputs ?? [];
        init => _outputs = [.. value];
    }

    public string Name { get; set; } = "";

    public string OpType { get; set; } = "";

    public string Domain { get; private set; } = "";

    public IReadOnlyList<AttributeMessage> Attributes
    {
        get => _attributes ?? [];
        init => _attributes = [.. value];
    }

    protected override string? Lack => OpType.Length > 0 ? null : "a node names no operator";

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes))
        {
            case InputField: (_inputs ??= []).Add(input.ReadString()); return true;
            case OutputField: (_outputs ??= []).Add(input.ReadString()); return true;
            case NameField: Name = input.ReadString(); return true;
            case OperatorField: OpType = input.ReadString(); return true;
            case AttributeField: (_attributes ??= []).Add(Read<AttributeMessage>(input)); return true;
            case DomainField: Domain = input.ReadString(); return true;
            default: return false;
        }
    }

    protected override void Write(FieldWriter output)
    {
        foreach (var input in Inputs)
            output.Element(InputField, input);
        foreach (var name in Outputs)
            output.Element(OutputField, name);
        output.Text(NameField, Name);
        output.Text(OperatorField, OpType);
        foreach (var attribute in Attributes)
            output.Message(AttributeField, attribute);
        output.Text(DomainField, Domain);
    }
}
