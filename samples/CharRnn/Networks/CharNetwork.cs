using CharRnn.Cells;
using RnnGraph;

namespace CharRnn.Networks;

/// <summary>A character model: characters in (a product with one of them is a row of the weights, gathered), stacked cells, a dense head to one logit a character, and the loss.</summary>
[RecurrentNetwork(Structure = new object[] { CellKind.Lstm, 1 })]
public partial class CharNetwork
{
    internal static void Define(NetworkBuilder net, Size characters, Size hidden, CellKind kind, int layers)
    {
        var read = net.Tokens("read", characters);
        var lower = read.OneHot;
        for (var layer = 0; layer < layers; layer++)
        {
            var input = layer == 0 ? characters : hidden;
            lower = net.Scan($"layer.{layer}", cell => DefineCell(cell, kind, input, hidden), lower)["y"];
        }

        var logits = net.Dense("head", characters, lower, weights: Initializer.Glorot);
        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", characters)));
    }

    private static void DefineCell(CellBuilder cell, CellKind kind, Size input, Size hidden)
    {
        switch (kind)
        {
            case CellKind.Lstm:
                Lstm.Define(cell, input, hidden);
                break;
            case CellKind.Gru:
                Gru.Define(cell, input, hidden);
                break;
            case CellKind.Peephole:
                Peephole.Define(cell, input, hidden);
                break;
            default:
                Vanilla.Define(cell, input, hidden);
                break;
        }
    }
}
