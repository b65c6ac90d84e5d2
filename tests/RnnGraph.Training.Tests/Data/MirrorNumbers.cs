namespace RnnGraph.Training.Tests.Data;

/// <summary>Gives back inputs and targets.</summary>
[RecurrentNetwork(Precision = Precision.Double)]
public partial class MirrorNumbers
{
    internal static void Define(NetworkBuilder net, Size size)
    {
        net.Output("numbers", 1f * net.Input("x", size));
        net.Output("sum", 1f * net.Vector("target", 1));
    }
}
