using RnnGraph;
using RnnGraph.Cells;

namespace Names;

/// <summary>Each character of a name, and its end, from the characters before.</summary>
[RecurrentNetwork]
public partial class NameNetwork
{
    internal static void Define(NetworkBuilder net, Size tokens, Size hidden)
    {
        var read = net.Tokens("read", tokens);
        var memory = net.Scan("memory", cell => GruTorch.Define(cell, tokens, hidden), read.OneHot);
        var logits = net.Dense("next", tokens, net.Dropout("forget", memory["y"], 0.1f));
        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("target", tokens)));
    }
}
