using RnnGraph;
using RnnGraph.Cells;

namespace SequenceShapes.Networks;

/// <summary>
/// Encoder and decoder: a sequence is read to its end, and another is written from what the reader then carries (Sutskever, Vinyals &amp; Le 2014). The decoder sees what it wrote
/// before: symbols of the target shifted by a step, behind the start symbol, which has the last index.
/// </summary>
[RecurrentNetwork]
public partial class Rewriter
{
    internal static void Define(NetworkBuilder net, Size read, Size written, Size hidden)
    {
        var (source, target) = (net.Time("source"), net.Time("target"));
        var text = net.Tokens("source", read, source);
        var before = net.Tokens("before", written + 1, target);

        var encoder = net.Scan("enc", cell => GruTorch.Define(cell, read, hidden), text.OneHot);
        var decoder = net.Scan("dec", cell => GruTorch.Define(cell, written + 1, hidden), before.OneHot).StartFrom(encoder);
        var logits = net.Dense("next", written, decoder["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("target", written, target)));
    }
}
