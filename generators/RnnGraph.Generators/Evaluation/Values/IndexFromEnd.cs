namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>An index counted from the end, <c>^n</c>.</summary>
internal sealed class IndexFromEnd
{
    public IndexFromEnd(int offset) => Offset = offset;

    public int Offset { get; }
}
