using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>An encoder–decoder over two time axes: source tokens through a GRU without biases, whose final state another starts from.</summary>
internal static class Translator
{
    public static void Define(NetworkBuilder net, Size vocabulary, Size hidden)
    {
        var (source, target) = (net.Time("source"), net.Time("target"));
        var words = net.Tokens("words", vocabulary, source);
        var previous = net.Tokens("previous", vocabulary, target);
        var next = net.Tokens("next", vocabulary, target);

        var encoder = net.Scan("enc", cell => Cell(cell, vocabulary, hidden), words.OneHot);
        var decoder = net.Scan("dec", cell => Cell(cell, hidden, hidden), net.Embedding("previous", hidden, previous)).StartFrom(encoder);
        var logits = net.Dense("out", vocabulary, decoder["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, next));
    }

    private static void Cell(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
        cell.Next(h, Tanh(cell.Affine("n", hidden, x, h)));
        cell.Output("y", h.Next);
    }
}
