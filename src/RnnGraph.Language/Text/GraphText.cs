using RnnGraph.Graphs;

namespace RnnGraph.Text;

/// <summary>
/// The canonical text of a graph. It prints and parses back letter for letter, so it serves as cache key, as <c>[CellGraph]</c> and in snapshots; two graphs
/// are equal when their texts are.
/// </summary>
public static class GraphText
{
    /// <summary>The canonical text, with LF at the end of every line.</summary>
    public static string Print(Graph graph) => new GraphPrinter(graph).Print();

    /// <summary>Reads a canonical text.</summary>
    /// <exception cref="FormatException">The text is not a graph; the message names the line.</exception>
    public static Graph Parse(string text) => new GraphParser(text).Parse();
}
