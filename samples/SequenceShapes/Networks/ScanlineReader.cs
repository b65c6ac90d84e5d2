using RnnGraph;
using RnnGraph.Cells;

namespace SequenceShapes.Networks;

/// <summary>A picture as a sequence of its rows (app-scanline): which digit is it?</summary>
[RecurrentNetwork(12, 32)]
public partial class ScanlineReader
{
    internal static void Define(NetworkBuilder net, Size width, Size hidden)
    {
        var row = net.Input("row", width);
        var reader = net.Scan("read", cell => LstmForgetOne.Define(cell, width, hidden), row);
        var logits = net.Dense("digit", 10, net.Last(reader["y"]));

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Token("digit", 10)));
    }
}
