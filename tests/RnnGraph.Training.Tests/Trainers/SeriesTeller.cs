namespace RnnGraph.Training.Tests.Trainers;

/// <summary>The squared error of y = W·x + b.</summary>
[RecurrentNetwork]
public partial class SeriesTeller
{
    internal static void Define(NetworkBuilder net, Size features)
    {
        var y = net.Dense("next", features, net.Input("x", features));
        net.Output("y", y);
        net.Loss("error", net.SquaredError(y, net.Input("target", features)));
    }
}
