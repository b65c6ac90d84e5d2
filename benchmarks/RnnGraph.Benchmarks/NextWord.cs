using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>A language model: an LSTM over words, a dense head to one logit a word, the cross-entropy of the next.</summary>
[RecurrentNetwork]
public partial class NextWord
{
    internal static void Define(NetworkBuilder net, Size words, Size hidden)
    {
        var x = net.Tokens("word", words);
        var memory = net.Scan("lstm", cell => Lstm.Define(cell, words, hidden), x.OneHot);
        var logits = net.Dense("head", words, memory["y"]);
        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", words)));
    }
}
