using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>AttributeProto: name 1, f 2, i 3, s 4, t 5, g 6, floats 7, ints 8, strings 9, tensors 10, graphs 11, type 20, ref_attr_name 21, sparse_tensor 22.</summary>
internal sealed class AttributeMessage : Message
{
    private object? _value;
    private int _type;

    public string Name { get; private set; } = "";

    /// <summary>
    /// The value: float, long, string, <see cref="TensorMessage"/>, or a list of one of the first three; null where it is of a kind that nothing here takes. Zeros and empty lists may be left out of a file; then
    /// the type says what they are.
    /// </summary>
    public object? Value => _value ?? _type switch
    {
        1 => 0f,
        2 => 0L,
        3 => "",
        6 => new List<float>(),
        7 => new List<long>(),
        8 => new List<string>(),
        _ => null,
    };

    protected override string? Lack => Name.Length > 0 ? null : "an attribute has no name";

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer), Number(tag, Four))
        {
            case (1, _, _): Name = input.ReadString(); return true;
            case (_, 20, _): _type = input.ReadInt32(); return true;
            case (_, _, 2): _value = input.ReadFloat(); return true;
            case (_, 3, _): _value = input.ReadInt64(); return true;
            case (4, _, _): _value = input.ReadString(); return true;
            case (5, _, _): _value = Read<TensorMessage>(input); return true;
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
        if (_value is List<T> list)
            return list;
        _value = list = [];
        return list;
    }
}
