using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>NodeProto: input 1, output 2, name 3, op_type 4, attribute 5, domain 7.</summary>
internal sealed class NodeMessage : Message
{
    private List<string>? _inputs;
    private List<string>? _outputs;
    private List<AttributeMessage>? _attributes;

    public IReadOnlyList<string> Inputs => _inputs ?? [];

    public IReadOnlyList<string> Outputs => _outputs ?? [];

    public string Name { get; private set; } = "";

    public string OpType { get; private set; } = "";

    public string Domain { get; private set; } = "";

    public IReadOnlyList<AttributeMessage> Attributes => _attributes ?? [];

    protected override string? Lack => OpType.Length > 0 ? null : "a node names no operator";

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes))
        {
            case 1: (_inputs ??= []).Add(input.ReadString()); return true;
            case 2: (_outputs ??= []).Add(input.ReadString()); return true;
            case 3: Name = input.ReadString(); return true;
            case 4: OpType = input.ReadString(); return true;
            case 5: (_attributes ??= []).Add(Read<AttributeMessage>(input)); return true;
            case 7: Domain = input.ReadString(); return true;
            default: return false;
        }
    }
}
