using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>ModelProto: ir_version 1, producer_name 2, producer_version 3, graph 7, opset_import 8, functions 25.</summary>
internal sealed class ModelMessage : Message
{
    public long IrVersion { get; private set; }

    public string ProducerName { get; private set; } = "";

    public string ProducerVersion { get; private set; } = "";

    public GraphMessage? Graph { get; private set; }

    public List<OperatorSetMessage> Opsets { get; } = [];

    /// <summary>Whether it defines operators of its own.</summary>
    public bool HasFunctions { get; private set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (_, 1): IrVersion = input.ReadInt64(); return true;
            case (2, _): ProducerName = input.ReadString(); return true;
            case (3, _): ProducerVersion = input.ReadString(); return true;
            case (7, _): Graph = Read<GraphMessage>(input); return true;
            case (8, _): Opsets.Add(Read<OperatorSetMessage>(input)); return true;
            case (25, _):
                HasFunctions = true;
                return false;
            default: return false;
        }
    }
}

/// <summary>OperatorSetIdProto: domain 1, version 2.</summary>
internal sealed class OperatorSetMessage : Message
{
    public string Domain { get; private set; } = "";

    public long Version { get; private set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer))
        {
            case (1, _): Domain = input.ReadString(); return true;
            case (_, 2): Version = input.ReadInt64(); return true;
            default: return false;
        }
    }
}

/// <summary>GraphProto: node 1, name 2, initializer 5, input 11, output 12, sparse_initializer 15.</summary>
internal sealed class GraphMessage : Message
{
    public List<NodeMessage> Nodes { get; } = [];

    public string Name { get; private set; } = "";

    public List<TensorMessage> Initializers { get; } = [];

    public List<ValueMessage> Inputs { get; } = [];

    public List<ValueMessage> Outputs { get; } = [];

    public bool HasSparseInitializers { get; private set; }

    // a tensor elsewhere needs none
    private static TensorMessage Named(TensorMessage tensor) => tensor.Name.Length > 0 ? tensor : throw new FormatException("an initializer has no name");

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes))
        {
            case 1: Nodes.Add(Read<NodeMessage>(input)); return true;
            case 2: Name = input.ReadString(); return true;
            case 5: Initializers.Add(Named(Read<TensorMessage>(input))); return true;
            case 11: Inputs.Add(Read<ValueMessage>(input)); return true;
            case 12: Outputs.Add(Read<ValueMessage>(input)); return true;
            case 15:
                HasSparseInitializers = true;
                return false;
            default: return false;
        }
    }
}
