using RnnGraph;
using RnnGraph.Cells;

namespace SequenceShapes.Networks;

/// <summary>A label for every frame, in step with them (app-frames): what moves can't be told from one frame.</summary>
[RecurrentNetwork(12, 3, 32)]
public partial class FrameLabeller
{
    internal static void Define(NetworkBuilder net, Size pixels, Size labels, Size hidden)
    {
        var frame = net.Input("frame", pixels);
        var memory = net.Scan("memory", cell => GruTorch.Define(cell, pixels, hidden), frame);
        var logits = net.Dense("label", labels, memory["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("target", labels)));
    }
}
