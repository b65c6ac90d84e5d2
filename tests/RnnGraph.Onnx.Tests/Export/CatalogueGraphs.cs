using RnnGraph.Cells;
using RnnGraph.Cells.Tests.Catalogued.Networks;
using RnnGraph.Graphs;

namespace RnnGraph.Onnx.Tests.Export;

/// <summary>The graphs of the catalogue, cells and networks.</summary>
internal static class CatalogueGraphs
{
    /// <summary>The ids of definitions; what the catalogue only claims of others has none.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. File.ReadAllLines(Repository.PathTo("tests", "RnnGraph.Cells.Tests", "Catalogued", "ids.txt"))
            .Where(line => line.Length > 0 && line[0] != '#' && (IsCell(line) || CatalogueNetworks.All.ContainsKey(line))),
    ];

    /// <summary>Whether an id is that of a cell.</summary>
    public static bool IsCell(string id) => Catalogue.Cells.Any(cell => cell.Id == id);

    /// <summary>The graph of a definition, its sizes open.</summary>
    public static Graph Open(string id)
    {
        if (CatalogueNetworks.All.TryGetValue(id, out var network))
            return network.Record();
        var builder = new CellBuilder();
        Catalogue.Find(id).Define(builder, builder.DeclareSize("input"), builder.DeclareSize("hidden"));
        return builder.Build("Cell");
    }

    /// <summary>The graph of a definition.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="size">A cell's input; its hidden units are as many, up to the next multiple of 4, which some cells need. Of a network the first size; each further one is larger by one.</param>
    public static Graph Of(string id, int size)
    {
        var (graph, hidden) = (Open(id), 4 * ((size + 3) / 4));
        var input = graph.Constraints.Count > 0 ? hidden : size;
        return graph.Bind(graph.Sizes.Select((name, index) => (name, value: !IsCell(id) ? size + index : index == 0 ? input : hidden)).ToDictionary(pair => pair.name, pair => pair.value, StringComparer.Ordinal));
    }
}
