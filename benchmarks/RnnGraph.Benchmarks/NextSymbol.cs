using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>A character model whose input is a row of numbers, so that it may be given as tokens or as dense one-hot rows: an LSTM, a dense head to one logit a symbol, the cross-entropy of the next.</summary>
[RecurrentNetwork]
public partial class NextSymbol
{
    internal static void Define(NetworkBuilder net, Size symbols, Size hidden)
    {
        var x = net.Input("symbol", symbols);
        var memory = net.Scan("lstm", cell => Lstm.Define(cell, symbols, hidden), x);
        var logits = net.Dense("head", symbols, memory["y"]);
        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", symbols)));
    }
}
