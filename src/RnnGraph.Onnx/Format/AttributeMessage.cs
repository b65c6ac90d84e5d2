using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>AttributeProto: name 1, f 2, i 3, s 4, t 5, g 6, floats 7, ints 8, strings 9, tensors 10, graphs 11, type 20, ref_attr_name 21, sparse_tensor 22. Files before IR version 2 have no type; what stands there says it.</summary>
internal sealed class AttributeMessage : Message
{
    public string Name { get; private set; } = "";

    /// <summary>The value: float, long, string, <see cref="TensorMessage"/>, or a list of one of the first three; null where it is of a kind that nothing here takes.</summary>
    public object? Value { get; private set; }

    /// <summary>The number of the kind that the file says; 0 if it says none.</summary>
    public int Type { get; private set; }

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer), Number(tag, Four))
        {
            case (1, _, _): Name = input.ReadString(); return true;
            case (_, 20, _): Type = input.ReadInt32(); return true;
            case (_, _, 2): Value = input.ReadFloat(); return true;
            case (_, 3, _): Value = input.ReadInt64(); return true;
            case (4, _, _): Value = input.ReadString(); return true;
            case (5, _, _): Value = Read<TensorMessage>(input); return true;
            case (7, _, _): ReadPacked(input, List<float>(), stream => stream.ReadFloat()); return true;
            case (_, _, 7): List<float>().Add(input.ReadFloat()); return true;
            case (8, _, _): ReadPacked(input, List<long>(), stream => stream.ReadInt64()); return true;
            case (_, 8, _): List<long>().Add(input.ReadInt64()); return true;
            case (9, _, _): List<string>().Add(input.ReadString()); return true;
            default: return false;
        }
    }

    private List<T> List<T>()
    {
        if (Value is List<T> list)
            return list;
        Value = list = [];
        return list;
    }
}
