using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using RnnGraph.Onnx.Format;

namespace RnnGraph.Onnx.Export;

/// <summary>What all blocks of a model that is being written share: its names, each given once, and the tensors that lie in it.</summary>
/// <param name="type">The type of its numbers: Float or Double.</param>
internal sealed class ModelDraft(ElementType type)
{
    /// <summary>What the names of constants begin with: no name of a definition holds a slash.</summary>
    public const string ConstantPrefix = "constant/";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);

    /// <summary>The type of its numbers.</summary>
    public ElementType Type => type;

    /// <summary>Bytes of a number.</summary>
    public int NumberSize => type == ElementType.Double ? sizeof(double) : sizeof(float);

    /// <summary>The tensors.</summary>
    public List<TensorMessage> Initializers { get; } = [];

    /// <summary>A name that nothing else has: the wanted one, or that with a number behind it.</summary>
    public string Claim(string wanted)
    {
        var name = wanted;
        for (var i = 2; !_names.Add(name); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{i}");
        return name;
    }

    /// <summary>A tensor of the model's numbers, from their bytes.</summary>
    public string Tensor(string wanted, byte[] values, params ReadOnlySpan<long> shape) => Add(Claim(wanted), type, values, shape);

    /// <summary>A tensor under a name that was claimed before.</summary>
    public string Claimed(string name, byte[] values, params ReadOnlySpan<long> shape) => Add(name, type, values, shape);

    /// <summary>A number without axes.</summary>
    public string Number(double value) => Constant("number", value, () => Bytes(value, 1), []);

    /// <summary>A number in each of some features.</summary>
    public string Numbers(double value, int features) => Constant(string.Create(CultureInfo.InvariantCulture, $"numbers.{features}"), value, () => Bytes(value, features), [features]);

    /// <summary>0, 1, … as numbers.</summary>
    public string Indices(int count) => Constant("indices", count, () => [.. Enumerable.Range(0, count).SelectMany(index => Bytes(index, 1))], [count]);

    /// <summary>A list of integers.</summary>
    public string Integers(params long[] values) => Integers("integers", values, [values.Length]);

    /// <summary>An integer without axes, under a name that was claimed before.</summary>
    public void Integer(string name, long value) => Add(name, ElementType.Int64, BitConverter.GetBytes(value), []);

    /// <summary>An integer without axes.</summary>
    public string Integer(long value) => Integers("integer", [value], []);

    /// <summary>The bytes of a number, over and over.</summary>
    public byte[] Bytes(double value, int count)
    {
        var one = type == ElementType.Double ? BitConverter.GetBytes(value) : BitConverter.GetBytes((float)value);
        return [.. Enumerable.Repeat(one, count).SelectMany(bytes => bytes)];
    }

    private string Integers(string kind, long[] values, long[] shape)
    {
        var wanted = $"{ConstantPrefix}{kind}.{string.Join('.', values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}";
        if (!_constants.TryGetValue(wanted, out var name))
            _constants[wanted] = name = Add(Claim(wanted), ElementType.Int64, MemoryMarshal.AsBytes<long>(values).ToArray(), shape);
        return name;
    }

    private string Constant(string kind, double value, Func<byte[]> bytes, long[] shape)
    {
        var wanted = string.Create(CultureInfo.InvariantCulture, $"{ConstantPrefix}{kind}.{value:R}");
        if (!_constants.TryGetValue(wanted, out var name))
            _constants[wanted] = name = Tensor(wanted, bytes(), shape);
        return name;
    }

    private string Add(string name, ElementType of, byte[] values, ReadOnlySpan<long> shape)
    {
        Initializers.Add(new TensorMessage { Name = name, Type = of, Dims = shape.ToArray(), Raw = UnsafeByteOperations.UnsafeWrap(values) });
        return name;
    }
}
