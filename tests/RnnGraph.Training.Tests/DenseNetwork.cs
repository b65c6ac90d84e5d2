namespace RnnGraph.Training.Tests;

/// <summary>y = W·x + b: few parameters, y.W and y.b, for what the tests do with any.</summary>
[RecurrentNetwork]
public partial class DenseNetwork
{
    internal static void Define(NetworkBuilder net, Size inputs, Size outputs)
    {
        net.Output("y", net.Dense("y", outputs, net.Input("x", inputs)));
    }
}

/// <summary><see cref="DenseNetwork"/> in double precision.</summary>
[RecurrentNetwork<DenseNetwork>(Precision = Precision.Double)]
public partial class DenseNetworkDouble;
