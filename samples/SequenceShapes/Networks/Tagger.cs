using RnnGraph;
using RnnGraph.Cells;
using static RnnGraph.Op;

namespace SequenceShapes.Networks;

/// <summary>A label for every step from what stands before and behind it (app-tagging): a scan forwards and one backwards, side by side (Schuster &amp; Paliwal 1997).</summary>
[RecurrentNetwork(8, 4, 24)]
public partial class Tagger
{
    internal static void Define(NetworkBuilder net, Size symbols, Size tags, Size hidden)
    {
        var symbol = net.Tokens("symbol", symbols);
        var forwards = net.Scan("forwards", cell => GruTorch.Define(cell, symbols, hidden), symbol.OneHot);
        var backwards = net.ScanReversed("backwards", cell => GruTorch.Define(cell, symbols, hidden), symbol.OneHot);
        var logits = net.Dense("tag", tags, Concat(forwards["y"], backwards["y"]));

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("target", tags)));
    }
}
