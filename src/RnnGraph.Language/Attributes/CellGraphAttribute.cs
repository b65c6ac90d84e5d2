namespace RnnGraph;

/// <summary>Carries the canonical text of a generated cell's graph, so that other assemblies can bind its definition.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CellGraphAttribute : Attribute
{
    /// <summary>Carries a graph.</summary>
    /// <param name="text">The canonical text.</param>
    public CellGraphAttribute(string text) => Text = text;

    /// <summary>The canonical text.</summary>
    public string Text { get; }
}
