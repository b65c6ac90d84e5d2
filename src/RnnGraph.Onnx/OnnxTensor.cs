namespace RnnGraph.Onnx;

/// <summary>A dense tensor, row-major: what a model takes and gives. Its values are not to be changed while a model runs on it; between two runs they may be.</summary>
public abstract class OnnxTensor
{
    private readonly int[] _shape;

    private protected OnnxTensor(ElementType type, int[] shape, bool isCallers)
    {
        ElementType = type;
        IsCallers = isCallers;
        _shape = shape;
    }

    /// <summary>The type of its elements.</summary>
    public ElementType ElementType { get; }

    /// <summary>The extents, slowest first; empty for a scalar.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>How many axes it has.</summary>
    public int Rank => _shape.Length;

    /// <summary>How many elements it has.</summary>
    public abstract int Count { get; }

    /// <summary>The shape as text: <c>[2, 3]</c>.</summary>
    public string ShapeText => Shapes.Text(_shape);

    /// <summary>Whether somebody else has the array of its values, and may change it between two runs.</summary>
    internal bool IsCallers { get; }

    /// <summary>Makes a tensor over an array, which it keeps.</summary>
    /// <typeparam name="T">float, double, int, long or bool.</typeparam>
    /// <param name="values">The values, row-major.</param>
    /// <param name="shape">The extents; none for a scalar.</param>
    /// <exception cref="ArgumentException">The shape has a negative extent or another number of elements than there are values.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is another type.</exception>
    public static OnnxTensor<T> Create<T>(T[] values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        int[] extents = [.. shape];
        return Shapes.Count(extents.Select(extent => (long)extent)) == values.Length
            ? new(values, extents, isCallers: true)
            : throw new ArgumentException($"A tensor {Shapes.Text(extents)} was given {values.Length} values.", nameof(shape));
    }

    /// <summary>The same values in another shape of as many.</summary>
    internal abstract OnnxTensor Reshape(params int[] shape);

    /// <summary>A tensor whose value at each place, row-major, is this one's at the place that is named for it.</summary>
    internal abstract OnnxTensor Take(int[] shape, int[] places);

    /// <summary>A tensor with the first of this one's values everywhere.</summary>
    internal abstract OnnxTensor Fill(params int[] shape);

    /// <summary>A tensor of this one's type with zeros.</summary>
    internal abstract OnnxTensor Zeros(params int[] shape);

    /// <summary>Copies values to a tensor of the same type.</summary>
    internal abstract void CopyTo(int offset, OnnxTensor target, int targetOffset, int count);

    internal int[] ShapeArray() => [.. _shape];
}

/// <summary>A tensor with values of one type.</summary>
/// <typeparam name="T">float, double, int, long or bool.</typeparam>
public sealed class OnnxTensor<T> : OnnxTensor
    where T : unmanaged
{
    internal OnnxTensor(T[] values, params int[] shape)
        : this(values, shape, isCallers: false)
    {
    }

    internal OnnxTensor(T[] values, int[] shape, bool isCallers)
        : base(TypeOf(), shape, isCallers) => Array = values;

    /// <summary>The values, row-major.</summary>
    public ReadOnlySpan<T> Values => Array;

    /// <inheritdoc/>
    public override int Count => Array.Length;

    internal T[] Array { get; }

    internal override OnnxTensor Reshape(params int[] shape) => new OnnxTensor<T>(Array, shape, IsCallers);

    internal override OnnxTensor Take(int[] shape, int[] places) => new OnnxTensor<T>(System.Array.ConvertAll(places, place => Array[place]), shape);

    internal override OnnxTensor Fill(params int[] shape)
    {
        var values = new T[Shapes.Count(shape)];
        values.AsSpan().Fill(Array[0]);
        return new OnnxTensor<T>(values, shape);
    }

    internal override OnnxTensor Zeros(params int[] shape) => new OnnxTensor<T>(new T[Shapes.Count(shape)], shape);

    internal override void CopyTo(int offset, OnnxTensor target, int targetOffset, int count) =>
        Array.AsSpan(offset, count).CopyTo(((OnnxTensor<T>)target).Array.AsSpan(targetOffset));

    private static ElementType TypeOf() =>
        typeof(T) == typeof(float) ? ElementType.Float
        : typeof(T) == typeof(double) ? ElementType.Double
        : typeof(T) == typeof(int) ? ElementType.Int32
        : typeof(T) == typeof(long) ? ElementType.Int64
        : typeof(T) == typeof(bool) ? ElementType.Bool
        : throw new NotSupportedException($"Tensors hold float, double, int, long or bool here, not {typeof(T).Name}.");
}
