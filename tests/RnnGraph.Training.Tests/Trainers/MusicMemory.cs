namespace RnnGraph.Training.Tests.Trainers;

/// <summary>The next frame of a piece, from all those before.</summary>
[RecurrentNetwork]
public partial class MusicMemory
{
    internal static void Define(NetworkBuilder net, Size keys, Size hidden)
    {
        var memory = net.Scan("memory", cell => Readme.MyGru.Define(cell, keys, hidden), net.Input("before", keys));
        var logits = net.Dense("keys", keys, memory["y"]);
        net.Output("logits", logits);
        net.Loss("loss", net.SigmoidCrossEntropy(logits, net.Input("frame", keys)));
    }
}
