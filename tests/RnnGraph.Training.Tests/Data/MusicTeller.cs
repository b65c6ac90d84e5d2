namespace RnnGraph.Training.Tests.Data;

/// <summary>Each key by itself, from the frame before alone.</summary>
[RecurrentNetwork]
public partial class MusicTeller
{
    internal static void Define(NetworkBuilder net, Size keys)
    {
        var logits = net.Dense("keys", keys, net.Input("before", keys));
        net.Output("logits", logits);
        net.Loss("loss", net.SigmoidCrossEntropy(logits, net.Input("frame", keys)));
    }
}
