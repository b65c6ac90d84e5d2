using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>ModelProto: ir_version 1, producer_name 2, producer_version 3, graph 7, opset_import 8, functions 25.</summary>
internal sealed class ModelMessage : Message
{
    private const int IrVersionField = 1, ProducerNameField = 2, ProducerVersionField = 3, GraphField = 7, OpsetField = 8, FunctionField = 25;

    public long IrVersion { get; set; }

    public string ProducerName { get; set; } = "";

    public string ProducerVersion { get; set; } = "";

    public GraphMessage? Graph { get; set; }

    public List<OperatorSetMessage> Opsets { get; init; } = [];

    /// <summary>Whether it defines operators of its own.</summary>
    public bool HasFunctions { get; private set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (_, IrVersionField): IrVersion = input.ReadInt64(); return true;
            case (ProducerNameField, _): ProducerName = input.ReadString(); return true;
            case (ProducerVersionField, _): ProducerVersion = input.ReadString(); return true;
            case (GraphField, _): Graph = Read<GraphMessage>(input); return true;
            case (OpsetField, _): Opsets.Add(Read<OperatorSetMessage>(input)); return true;
            case (FunctionField, _):
                HasFunctions = true;
                return false;
            default: return false;
        }
    }

    protected override void Write(FieldWriter output)
    {
        output.Integer(IrVersionField, IrVersion);
        output.Text(ProducerNameField, ProducerName);
        output.Text(ProducerVersionField, ProducerVersion);
        output.Message(GraphField, Graph);
        foreach (var opset in Opsets)
            output.Message(OpsetField, opset);
    }
}

/// <summary>OperatorSetIdProto: domain 1, version 2.</summary>
internal sealed class OperatorSetMessage : Message
{
    private const int DomainField = 1, VersionField = 2;

    public string Domain { get; set; } = "";

    public long Version { get; set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (DomainField, _): Domain = input.ReadString(); return true;
            case (_, VersionField): Version = input.ReadInt64(); return true;
            default: return false;
        }
    }

    protected override void Write(FieldWriter output)
    {
        output.Text(DomainField, Domain);
        output.Integer(VersionField, Version);
    }
}

/// <summary>GraphProto: node 1, name 2, initializer 5, input 11, output 12, sparse_initializer 15.</summary>
internal sealed class GraphMessage : Message
{
    private const int NodeField = 1, NameField = 2, InitializerField = 5, InputField = 11, OutputField = 12, SparseInitializerField = 15;

    public List<NodeMessage> Nodes { get; init; } = [];

    public string Name { get; set; } = "";

    public List<TensorMessage> Initializers { get; init; } = [];

    public List<ValueMessage> Inputs { get; init; } = [];

    public List<ValueMessage> Outputs { get; init; } = [];

    public bool HasSparseInitializers { get; private set; }

    // a tensor elsewhere needs none
    private static TensorMessage Named(TensorMessage tensor) => tensor.Name.Length > 0 ? tensor : throw new FormatException("an initializer has no name");

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes))
        {
            case NodeField: Nodes.Add(Read<NodeMessage>(input)); return true;
            case NameField: Name = input.ReadString(); return true;
            case InitializerField: Initializers.Add(Named(Read<TensorMessage>(input))); return true;
            case InputField: Inputs.Add(Read<ValueMessage>(input)); return true;
            case OutputField: Outputs.Add(Read<ValueMessage>(input)); return true;
            case SparseInitializerField:
                HasSparseInitializers = true;
                return false;
            default: return false;
        }
    }

    protected override void Write(FieldWriter output)
    {
        foreach (var node in Nodes)
            output.Message(NodeField, node);
        output.Text(NameField, Name);
        foreach (var initializer in Initializers)
            output.Message(InitializerField, initializer);
        foreach (var value in Inputs)
            output.Message(InputField, value);
        foreach (var value in Outputs)
            output.Message(OutputField, value);
    }
}
