using RnnGraph;
using RnnGraph.Cells;

namespace SequenceShapes.Networks;

/// <summary>Many to one: two of many numbers are marked, and their sum is asked for at the end.</summary>
[RecurrentNetwork(32)]
public partial class Adder
{
    internal static void Define(NetworkBuilder net, Size hidden)
    {
        var x = net.Input("x", 2);   // a number, and whether it is marked
        var reader = net.Scan("read", cell => GruTorch.Define(cell, 2, hidden), x);
        var sum = net.Dense("sum", 1, net.Last(reader["y"]));

        net.Output("sum", sum);
        net.Loss("loss", net.SquaredError(sum, net.Vector("target", 1)));
    }
}
