using static RnnGraph.Op;

namespace RnnGraph.Training.Tests.Diagnostics;

/// <summary>Gates that are what their inputs make of them, and a tap that is none.</summary>
[RecurrentNetwork]
public partial class Gates
{
    internal static void Define(NetworkBuilder net, Size size)
    {
        var x = net.Input("x", size);
        net.Output("hard", HardSigmoid(x));
        net.Tap("soft", Sigmoid(x));
        net.Tap("squashed", Tanh(x));
    }
}
