using RnnGraph.Cells;
using static RnnGraph.Op;

namespace RnnGraph.Benchmarks;

/// <summary>An LSTM layer in both directions.</summary>
[RecurrentNetwork]
public partial class BothDirections
{
    internal static void Define(NetworkBuilder net, Size input, Size hidden) => net.Output("y", Layer(net, "layer", net.Input("x", input), input, hidden));

    /// <summary>The outputs of both directions, side by side.</summary>
    internal static Node Layer(NetworkBuilder net, string name, Node x, Size features, Size hidden)
    {
        var there = net.Scan(name + ".forwards", cell => Lstm.Define(cell, features, hidden), x);
        var back = net.ScanReversed(name + ".backwards", cell => Lstm.Define(cell, features, hidden), x);
        return Concat(there["y"], back["y"]);
    }
}

/// <summary>Two layers in both directions.</summary>
[RecurrentNetwork]
public partial class TwoLayersBothDirections
{
    internal static void Define(NetworkBuilder net, Size input, Size hidden)
    {
        var first = BothDirections.Layer(net, "first", net.Input("x", input), input, hidden);
        net.Output("y", BothDirections.Layer(net, "second", first, 2 * hidden, hidden));
    }
}

/// <summary>Two LSTM layers, one upon the other.</summary>
[RecurrentNetwork]
public partial class TwoLayers
{
    internal static void Define(NetworkBuilder net, Size input, Size hidden)
    {
        var first = net.Scan("first", cell => Lstm.Define(cell, input, hidden), net.Input("x", input));
        net.Output("y", net.Scan("second", cell => Lstm.Define(cell, hidden, hidden), first["y"])["y"]);
    }
}

/// <summary>Four LSTM layers.</summary>
[RecurrentNetwork]
public partial class FourLayers
{
    internal static void Define(NetworkBuilder net, Size input, Size hidden)
    {
        var y = net.Scan("first", cell => Lstm.Define(cell, input, hidden), net.Input("x", input))["y"];
        y = net.Scan("second", cell => Lstm.Define(cell, hidden, hidden), y)["y"];
        y = net.Scan("third", cell => Lstm.Define(cell, hidden, hidden), y)["y"];
        net.Output("y", net.Scan("fourth", cell => Lstm.Define(cell, hidden, hidden), y)["y"]);
    }
}
