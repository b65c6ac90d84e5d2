namespace RnnGraph.Generators.Models;

/// <summary>One diagnostic before it is reported: its id, its place and its finished message.</summary>
internal sealed class Finding : IEquatable<Finding>
{
    public Finding(string id, SourceSpan span, string message)
    {
        Id = id;
        Span = span;
        Message = message;
    }

    public string Id { get; }

    public SourceSpan Span { get; }

    public string Message { get; }

    public bool Equals(Finding? other) => other is not null && Id == other.Id && Message == other.Message && Span.Equals(other.Span);

    public override bool Equals(object? obj) => Equals(obj as Finding);

    public override int GetHashCode() => unchecked((StringComparer.Ordinal.GetHashCode(Id) * 31) + Span.GetHashCode());
}
