using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>Which keys belong to a sequence of vectors and one vector about it: a GRU, of whose outputs the mean and the largest over time count.</summary>
internal static class Classifier
{
    public static void Define(NetworkBuilder net, Size n, Size m)
    {
        var y = net.Scan("read", cell => GruResetBefore.Define(cell, n, m), net.Input("x", n))["y"];
        var logits = net.Dense("out", n, Concat(net.MeanOverTime(y), net.MaxOverTime(y), net.Vector("about", n)));

        net.Output("logits", logits);
        net.Loss("loss", net.SigmoidCrossEntropy(logits, net.Vector("keys", n)));
    }
}
