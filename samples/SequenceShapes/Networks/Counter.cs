using RnnGraph;
using RnnGraph.Cells;

namespace SequenceShapes.Networks;

/// <summary>One to many: a number is given once, and counted down to 0, a digit a step. Only the state tells how far it has come.</summary>
[RecurrentNetwork(10, 32)]
public partial class Counter
{
    internal static void Define(NetworkBuilder net, Size digits, Size hidden)
    {
        var from = net.Token("from", digits);
        var writer = net.Scan("write", cell => GruTorch.Define(cell, digits, hidden), from.OneHot);
        var logits = net.Dense("digit", digits, writer["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("target", digits)));
    }
}
