using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>A GRU whose every step goes through a dense head.</summary>
[RecurrentNetwork(8, 32, 4)]
public partial class Detector
{
    internal static void Define(NetworkBuilder net, Size input, Size hidden, Size output)
    {
        var x = net.Input("x", input);
        var memory = net.Scan("gru", cell => GruTorch.Define(cell, input, hidden), x);
        net.Output("y", net.Dense("head", output, memory["y"]));
    }
}
