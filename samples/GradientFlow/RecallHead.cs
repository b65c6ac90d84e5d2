using RnnGraph;

namespace GradientFlowSample;

/// <summary>What asks a cell's last h for the number: a dense layer to one value, and its squared error.</summary>
[RecurrentNetwork(Precision = Precision.Double)]
public partial class RecallHead
{
    internal static void Define(NetworkBuilder net, Size hidden)
    {
        var answer = net.Dense("answer", 1, net.Vector("h", hidden), weights: Initializer.Glorot);
        net.Output("answer", answer);
        net.Loss("error", net.SquaredError(answer, net.Vector("number", 1)));
    }
}
