using RnnGraph;
using RnnGraph.Cells;

namespace SequenceShapes.Networks;

/// <summary>Many to one: whether the number of ones among the bits is odd.</summary>
[RecurrentNetwork(16)]
public partial class ParityTeller
{
    internal static void Define(NetworkBuilder net, Size hidden)
    {
        var bits = net.Tokens("bits", 2);
        var reader = net.Scan("read", cell => GruTorch.Define(cell, 2, hidden), bits.OneHot);
        var logits = net.Dense("parity", 2, net.Last(reader["y"]));

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Token("parity", 2)));
    }
}
