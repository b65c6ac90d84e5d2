namespace RnnGraph.Onnx;

/// <summary>The element types of the format, with its numbers. Models run with <see cref="Float"/>, <see cref="Double"/>, <see cref="Int32"/>, <see cref="Int64"/> and <see cref="Bool"/>; the others are known by name.</summary>
public enum ElementType
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>32 bit float.</summary>
    Float = 1,

    /// <summary>8 bit integer without sign.</summary>
    UInt8 = 2,

    /// <summary>8 bit integer.</summary>
    Int8 = 3,

    /// <summary>16 bit integer without sign.</summary>
    UInt16 = 4,

    /// <summary>16 bit integer.</summary>
    Int16 = 5,

    /// <summary>32 bit integer.</summary>
    Int32 = 6,

    /// <summary>64 bit integer.</summary>
    Int64 = 7,

    /// <summary>Text.</summary>
    String = 8,

    /// <summary>True or false, one byte.</summary>
    Bool = 9,

    /// <summary>16 bit float of IEEE 754.</summary>
    Float16 = 10,

    /// <summary>64 bit float.</summary>
    Double = 11,

    /// <summary>32 bit integer without sign.</summary>
    UInt32 = 12,

    /// <summary>64 bit integer without sign.</summary>
    UInt64 = 13,

    /// <summary>Two 32 bit floats.</summary>
    Complex64 = 14,

    /// <summary>Two 64 bit floats.</summary>
    Complex128 = 15,

    /// <summary>The upper half of a 32 bit float.</summary>
    BFloat16 = 16,
}
