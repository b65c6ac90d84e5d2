using System.Globalization;

namespace RnnGraph.Onnx;

/// <summary>One extent of a declared shape.</summary>
/// <param name="Value">The number; null where the file leaves it open.</param>
/// <param name="Name">What an open one is called, if anything.</param>
public readonly record struct OnnxExtent(long? Value, string? Name)
{
    /// <summary>The number, else the name, else <c>?</c>.</summary>
    public override string ToString() => Value?.ToString(CultureInfo.InvariantCulture) ?? (string.IsNullOrEmpty(Name) ? "?" : Name);
}

/// <summary>An input or output of a graph, as the file declares it.</summary>
/// <param name="Name">The name.</param>
/// <param name="ElementType">The type of its elements; <see cref="ElementType.Undefined"/> where it is no tensor.</param>
/// <param name="Shape">The extents, slowest first; null where the file says nothing of them.</param>
public sealed record OnnxValue(string Name, ElementType ElementType, IReadOnlyList<OnnxExtent>? Shape)
{
    /// <summary>The shape as text: <c>[2, batch, ?]</c>, or <c>?</c>.</summary>
    public string ShapeText => Shape is null ? "?" : $"[{string.Join(", ", Shape)}]";
}
