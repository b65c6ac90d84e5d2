namespace RnnGraph.Torch.Networks;

/// <summary>nn.Embedding for the rows of a batch: the column of <c>table.E</c> that a token names.</summary>
[RecurrentNetwork]
internal partial class EmbeddingNetwork
{
    internal static void Define(NetworkBuilder net, Size tokens, Size features) => net.Output("y", net.Embedding("table", features, net.Token("x", tokens)));
}

[RecurrentNetwork<EmbeddingNetwork>(Precision = Precision.Double)]
internal partial class EmbeddingNetworkDouble;
