namespace RnnGraph.Training.Tests.Data;

/// <summary>Adds up a vector for each token of the source; says of each token of the target what follows from the one before it alone.</summary>
[RecurrentNetwork]
public partial class PairReader
{
    internal static void Define(NetworkBuilder net, Size source, Size target)
    {
        var (from, to) = (net.Time("source"), net.Time("target"));
        var sum = net.SumOverTime(net.Embedding("token", source, net.Tokens("read", source, from)));
        var logits = net.Dense("out", target, net.Tokens("before", target, to).OneHot);
        net.Output("sum", sum);
        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", target, to)));
    }
}
