namespace RnnGraph.Compiler;

/// <summary>
/// Where emitted code goes: the partial class that it completes, its precision and the sizes that its attribute bound.
/// Holds only strings, numbers and flags, and is equal by value, so that it may stand in a cached pipeline model.
/// </summary>
public sealed class CellTarget : IEquatable<CellTarget>
{
    /// <summary>Makes a target.</summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="namespaceName">Its namespace; empty for the global one.</param>
    /// <param name="containers">The declarations of the types it is nested in, outermost first: <c>partial class Outer</c>.</param>
    /// <param name="accessibility">The accessibility keyword or keywords of the class.</param>
    /// <param name="isDouble">Whether the kernel computes in double precision.</param>
    /// <param name="bindings">The sizes bound in the attribute, by name, in the order of the definition; empty where the constructor takes them.</param>
    public CellTarget(
        string className,
        string namespaceName = "",
        IReadOnlyList<string>? containers = null,
        string accessibility = "public",
        bool isDouble = false,
        IReadOnlyList<KeyValuePair<string, int>>? bindings = null)
    {
        ClassName = className;
        Namespace = namespaceName;
        Containers = containers ?? Array.Empty<string>();
        Accessibility = accessibility;
        IsDouble = isDouble;
        Bindings = bindings ?? Array.Empty<KeyValuePair<string, int>>();
    }

    /// <summary>The name of the class.</summary>
    public string ClassName { get; }

    /// <summary>Its namespace; empty for the global one.</summary>
    public string Namespace { get; }

    /// <summary>The declarations of the types it is nested in, outermost first.</summary>
    public IReadOnlyList<string> Containers { get; }

    /// <summary>The accessibility keyword or keywords of the class.</summary>
    public string Accessibility { get; }

    /// <summary>Whether the kernel computes in double precision.</summary>
    public bool IsDouble { get; }

    /// <summary>The sizes bound in the attribute.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Bindings { get; }

    /// <inheritdoc/>
    public bool Equals(CellTarget? other) =>
        other is not null && ClassName == other.ClassName && Namespace == other.Namespace && Accessibility == other.Accessibility
        && IsDouble == other.IsDouble && Containers.SequenceEqual(other.Containers) && Bindings.SequenceEqual(other.Bindings);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CellTarget);

    /// <inheritdoc/>
    public override int GetHashCode() => (StringComparer.Ordinal.GetHashCode(Namespace) * 397) ^ StringComparer.Ordinal.GetHashCode(ClassName);
}
