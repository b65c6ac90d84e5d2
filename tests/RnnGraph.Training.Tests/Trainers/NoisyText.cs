namespace RnnGraph.Training.Tests.Trainers;

/// <summary>A character model in which everything is to be carried over a checkpoint: states, noise on weights, dropout, and a start that is learnt.</summary>
[RecurrentNetwork]
public partial class NoisyText
{
    internal static void Define(NetworkBuilder net, Size characters, Size hidden)
    {
        var read = net.Tokens("read", characters);
        var memory = net.Scan("memory", cell => DefineCell(cell, characters, hidden), read.OneHot);
        var logits = net.Dense("head", characters, net.Dropout("drop", memory["y"], 0.2f));
        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", characters)));
    }

    private static void DefineCell(CellBuilder cell, Size input, Size hidden)
    {
        cell.NoiseOnWeights(0.05f);
        Readme.MyGru.Define(cell, input, hidden);
    }
}
