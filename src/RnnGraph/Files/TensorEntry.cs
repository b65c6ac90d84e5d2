using System.Globalization;

namespace RnnGraph.Files;

/// <summary>One tensor of a file: its name, type, shape, and the bytes that it takes of the data behind the header.</summary>
/// <param name="Name">The key, unique in the file.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">The sizes, slowest first (row-major); empty for a scalar.</param>
/// <param name="Begin">The first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind the last.</param>
public sealed record TensorEntry(string Name, TensorElement Element, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>The number of elements.</summary>
    public long Count => (End - Begin) / Element.Bytes();

    /// <summary>The shape as text, as error messages show it: <c>[128, 65]</c>.</summary>
    public string ShapeText => FormatShape(Shape);

    internal static string FormatShape(IEnumerable<long> shape)
        => "[" + string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture))) + "]";
}
