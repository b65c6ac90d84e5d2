namespace RnnGraph.Files;

/// <summary>The element types that a file may hold. Only floats and 64 bit integers are read; the sizes of the others are known so that a file which also holds
/// such tensors can be checked and its floats read.</summary>
public enum TensorElement
{
    /// <summary>BOOL, one byte.</summary>
    Bool,

    /// <summary>U8, one byte.</summary>
    U8,

    /// <summary>I8, one byte.</summary>
    I8,

    /// <summary>U16, two bytes.</summary>
    U16,

    /// <summary>I16, two bytes.</summary>
    I16,

    /// <summary>F16, two bytes: IEEE 754's binary16.</summary>
    F16,

    /// <summary>BF16, two bytes: the upper half of an F32.</summary>
    BF16,

    /// <summary>U32, four bytes.</summary>
    U32,

    /// <summary>I32, four bytes.</summary>
    I32,

    /// <summary>F32, four bytes.</summary>
    F32,

    /// <summary>U64, eight bytes.</summary>
    U64,

    /// <summary>I64, eight bytes.</summary>
    I64,

    /// <summary>F64, eight bytes.</summary>
    F64,
}

/// <summary>The names and sizes of the element types.</summary>
internal static class TensorElements
{
    private static readonly (string Name, int Bytes)[] Table =
    [
        ("BOOL", 1), ("U8", 1), ("I8", 1), ("U16", 2), ("I16", 2), ("F16", 2), ("BF16", 2),
        ("U32", 4), ("I32", 4), ("F32", 4), ("U64", 8), ("I64", 8), ("F64", 8),
    ];

    public static int Bytes(this TensorElement element) => Table[(int)element].Bytes;

    public static string FileName(this TensorElement element) => Table[(int)element].Name;

    public static TensorElement? Find(string? name)
    {
        var index = Array.FindIndex(Table, row => row.Name == name);
        return index < 0 ? null : (TensorElement)index;
    }

    /// <summary>The element type whose values are <typeparamref name="T"/>s.</summary>
    public static TensorElement Of<T>()
        where T : unmanaged
        => typeof(T) == typeof(float) ? TensorElement.F32
            : typeof(T) == typeof(double) ? TensorElement.F64
            : typeof(T) == typeof(long) ? TensorElement.I64
            : throw new NotSupportedException($"Tensor files hold float, double and long here, not {typeof(T).Name}.");
}
