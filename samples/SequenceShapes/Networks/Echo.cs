using RnnGraph;
using RnnGraph.Cells;

namespace SequenceShapes.Networks;

/// <summary>Many to many in step: every symbol is to be said again some steps after it was shown.</summary>
[RecurrentNetwork(6, 48)]
public partial class Echo
{
    internal static void Define(NetworkBuilder net, Size symbols, Size hidden)
    {
        var shown = net.Tokens("shown", symbols);
        var memory = net.Scan("memory", cell => GruTorch.Define(cell, symbols, hidden), shown.OneHot);
        var logits = net.Dense("said", symbols, memory["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("target", symbols)));
    }
}
