namespace RnnGraph.Training.Tests.Data;

/// <summary>Gives back inputs, targets, and 1 for each step within a length.</summary>
[RecurrentNetwork]
public partial class MirrorMusic
{
    internal static void Define(NetworkBuilder net, Size keys)
    {
        var x = net.Input("x", keys);
        var target = net.Input("target", keys);
        net.Output("input", 1f * x);
        net.Output("wanted", 1f * target);
        net.Output("step", net.Dense("one", 1, 0f * x, bias: 1, weights: Initializer.Constant(0)));
    }
}
