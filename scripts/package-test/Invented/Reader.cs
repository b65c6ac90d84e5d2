using RnnGraph;

namespace Invented;

/// <summary>A network around an invented cell: embedded words, read one after the other, each step guessing the next.</summary>
[RecurrentNetwork]
public partial class Reader
{
    internal static void Define(NetworkBuilder net, Size words, Size embedded, Size hidden)
    {
        var word = net.Embedding("word", embedded, net.Tokens("read", words));
        var memory = net.Scan("memory", cell => DelayedGate.Define(cell, embedded, hidden), word);
        var logits = net.Dense("head", words, memory["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", words)));
    }
}

/// <summary>The same in double precision.</summary>
[RecurrentNetwork<Reader>(Precision = Precision.Double)]
public partial class ReaderDouble;
