using Google.Protobuf;

namespace RnnGraph.Onnx.Format;

/// <summary>AttributeProto: name 1, f 2, i 3, s 4, t 5, g 6, floats 7, ints 8, strings 9, tensors 10, graphs 11, type 20, ref_attr_name 21, sparse_tensor 22.</summary>
internal sealed class AttributeMessage : Message
{
    private const int NameField = 1, FloatField = 2, IntField = 3, TextField = 4, TensorField = 5, GraphField = 6, FloatsField = 7, IntsField = 8, TextsField = 9, TypeField = 20;

    // AttributeProto.AttributeType
    private const int FloatType = 1, IntType = 2, TextType = 3, GraphType = 5, FloatsType = 6, IntsType = 7, TextsType = 8;

    private object? _value;
    private int _type;

    public string Name { get; set; } = "";

    /// <summary>
    /// The value: float, long, string, <see cref="TensorMessage"/>, to be written also <see cref="GraphMessage"/>, or a list of one of the first three; null where it is of a kind that nothing here takes. Zeros and empty lists may be left out of a file; then
    /// the type says what they are.
    /// </summary>
    public object? Value
    {
        get => _value ?? _type switch
        {
            FloatType => 0f,
            IntType => 0L,
            TextType => "",
            FloatsType => new List<float>(),
            IntsType => new List<long>(),
            TextsType => new List<string>(),
            _ => null,
        };
        init => _value = value;
    }

    protected override string? Lack => Name.Length > 0 ? null : "an attribute has no name";

    protected override bool Field(CodedInputStream input, uint tag)
    {
        switch (Number(tag, Bytes), Number(tag, Integer), Number(tag, Four))
        {
            case (NameField, _, _): Name = input.ReadString(); return true;
            case (_, TypeField, _): _type = input.ReadInt32(); return true;
            case (_, _, FloatField): _value = input.ReadFloat(); return true;
            case (_, IntField, _): _value = input.ReadInt64(); return true;
            case (TextField, _, _): _value = input.ReadString(); return true;
            case (TensorField, _, _): _value = Read<TensorMessage>(input); return true;
            case (FloatsField, _, _): ReadPacked(input, List<float>(), stream => stream.ReadFloat()); return true;
            case (_, _, FloatsField): List<float>().Add(input.ReadFloat()); return true;
            case (IntsField, _, _): ReadPacked(input, List<long>(), stream => stream.ReadInt64()); return true;
            case (_, IntsField, _): List<long>().Add(input.ReadInt64()); return true;
            case (TextsField, _, _): List<string>().Add(input.ReadString()); return true;
            default: return false;
        }
    }

    protected override void Write(FieldWriter output)
    {
        output.Text(NameField, Name);
        switch (_value)
        {
            case float number: output.Single(FloatField, number); break;
            case long number: output.Integer(IntField, number); break;
            case string text: output.Element(TextField, text); break;
            case GraphMessage graph: output.Message(GraphField, graph); break;
            case IReadOnlyList<float> numbers: Each(numbers, number => output.Single(FloatsField, number)); break;
            case IReadOnlyList<long> numbers: Each(numbers, number => output.Integer(IntsField, number)); break;
            case IReadOnlyList<string> texts: Each(texts, text => output.Element(TextsField, text)); break;
            default: throw new InvalidOperationException($"Nothing here writes the attribute '{Name}', a {_value?.GetType().Name}.");
        }

        output.Integer(TypeField, TypeOf(_value));
    }

    private static int TypeOf(object value) => value switch
    {
        float => FloatType,
        long => IntType,
        string => TextType,
        GraphMessage => GraphType,
        IReadOnlyList<float> => FloatsType,
        IReadOnlyList<long> => IntsType,
        _ => TextsType,
    };

    private static void Each<T>(IReadOnlyList<T> items, Action<T> write)
    {
        foreach (var item in items)
            write(item);
    }

    private List<T> List<T>()
    {
        if (_value is List<T> list)
            return list;
        _value = list = [];
        return list;
    }
}
