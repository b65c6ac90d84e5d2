using RnnGraph.Graphs;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>Runs definitions, with symbols or with numbers.</summary>
internal static class Recording
{
    public static Graph Symbolic(Action<CellBuilder, Size, Size> define, string name = "Cell")
    {
        var cell = new CellBuilder();
        define(cell, cell.DeclareSize("input"), cell.DeclareSize("hidden"));
        return cell.Build(name);
    }

    public static Graph Bound(Action<CellBuilder, Size, Size> define, int input, int hidden, string name = "Cell")
    {
        var cell = new CellBuilder();
        define(cell, input, hidden);
        return cell.Build(name);
    }

    public static Graph Network(Action<NetworkBuilder> define, string name = "Network")
    {
        var net = new NetworkBuilder();
        define(net);
        return net.Build(name);
    }
}
