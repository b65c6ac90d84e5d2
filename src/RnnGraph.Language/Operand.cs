namespace RnnGraph;

/// <summary>A value that a product reads, with the role of its weight when the author names it: <c>x</c>, or <c>("U", r * h)</c>.</summary>
public sealed class Operand
{
    private Operand(string? role, Node node)
    {
        Role = role;
        Node = node;
    }

    internal string? Role { get; }

    internal Node Node { get; }

    /// <summary>An operand whose role follows from what it is: W for an input or a lower layer's new output, U for a state.</summary>
    public static implicit operator Operand(Node node) => new(null, node);

    /// <summary>An operand whose role is named.</summary>
    public static implicit operator Operand((string Role, Node Node) named) => new(named.Role, named.Node);
}
