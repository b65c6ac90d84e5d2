namespace RnnGraph.Torch.Networks;

/// <summary>nn.Linear for the rows of a batch: <c>y = W·x + b</c>, with or without the bias.</summary>
[RecurrentNetwork(Structure = new object[] { true })]
internal partial class LinearNetwork
{
    internal static void Define(NetworkBuilder net, Size input, Size output, bool bias)
    {
        var x = net.Vector("x", input);
        var y = net.Dense(net.Matrix("weight", output, input), x);
        if (bias)
            y += net.Parameter("bias", output);
        net.Output("y", y);
    }
}

[RecurrentNetwork<LinearNetwork>(Structure = new object[] { false })]
internal partial class LinearNetworkUnbiased;

[RecurrentNetwork<LinearNetwork>(Structure = new object[] { true }, Precision = Precision.Double)]
internal partial class LinearNetworkDouble;

[RecurrentNetwork<LinearNetwork>(Structure = new object[] { false }, Precision = Precision.Double)]
internal partial class LinearNetworkUnbiasedDouble;
