using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>A label for every word, from the words before and after it: an embedding, an LSTM each way. What both end with is an output too.</summary>
internal static class Tagger
{
    public static void Define(NetworkBuilder net, Size n, Size m)
    {
        var x = net.Embedding("embed", m, net.Tokens("words", n));
        var there = net.Scan("there", cell => Lstm.Define(cell, m, m), x);
        var back = net.ScanReversed("back", cell => Lstm.Define(cell, m, m), x);
        var logits = net.Dense("out", n, Concat(there["y"], back["y"]));

        net.Output("logits", logits);
        net.Output("ends", Concat(there.Final("c"), back.Final("c")));
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("labels", n)));
    }
}
