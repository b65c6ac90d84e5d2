using RnnGraph;
using RnnGraph.Cells;
using static RnnGraph.Op;

namespace SequenceShapes.Networks;

/// <summary>A text written from a vector (app-conditioned): a dense layer makes the writer's initial state of it, as captions are written from a picture's features (Vinyals et al. 2015).</summary>
[RecurrentNetwork(6, 27, 48)]
public partial class Describer
{
    internal static void Define(NetworkBuilder net, Size features, Size letters, Size hidden)
    {
        var seen = net.Vector("seen", features);
        var before = net.Tokens("before", letters + 1);   // the letter before, or the start symbol
        var start = Tanh(net.Dense("start", hidden, seen));
        var writer = net.Scan("write", cell => GruTorch.Define(cell, letters + 1, hidden), before.OneHot).Start("h", start);
        var logits = net.Dense("letter", letters, writer["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("target", letters)));
    }
}
