using RnnGraph;
using RnnGraph.Cells;

namespace Translate;

/// <summary>Encoder and decoder (Sutskever, Vinyals &amp; Le 2014; Cho et al. 2014): a sentence is read from its end to its beginning, so that what is written first was read last, and the
/// other is written word by word from what the reader then carries. It sees the words before; the mark, which has the last index, stands before the first and behind the last.</summary>
[RecurrentNetwork]
public partial class Translator
{
    internal static void Define(NetworkBuilder net, Size read, Size written, Size features, Size hidden)
    {
        var (source, target) = (net.Time("source"), net.Time("target"));
        var words = net.Embedding("words", features, net.Tokens("read", read, source), Initializer.Glorot);
        var before = net.Embedding("written", features, net.Tokens("before", written, target), Initializer.Glorot);

        var encoder = net.ScanReversed("enc", cell => GruTorch.Define(cell, features, hidden), net.Dropout("skip", words, 0.3f));
        var decoder = net.Scan("dec", cell => GruTorch.Define(cell, features, hidden), net.Dropout("miss", before, 0.3f)).StartFrom(encoder);
        var logits = net.Dense("out", written, net.Dropout("forget", decoder["y"], 0.3f));

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", written, target)));
    }
}
