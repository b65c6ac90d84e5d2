namespace RnnGraph.Training.Tests.Readme;

/// <summary>The network of README.md, letter for letter.</summary>
[RecurrentNetwork]
public partial class NextCharacter
{
    internal static void Define(NetworkBuilder net, Size characters, Size hidden)
    {
        var current = net.Tokens("current", characters);
        var memory = net.Scan("memory", cell => MyGru.Define(cell, characters, hidden), current.OneHot);
        var logits = net.Dense("out", characters, memory["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", characters)));
    }
}
