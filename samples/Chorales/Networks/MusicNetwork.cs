using RnnGraph;
using RnnGraph.Cells;

namespace Chorales.Networks;

/// <summary>The next frame of a piece from all those before: p(key sounds at t) = σ(W·h_t + b), h the state of one recurrent layer that has read the frames before t. The loss is the sum
/// over the keys of their cross-entropies, the mean over the frames. While it trains, the cell's matrices may be noisy, and sounding keys be missing from what it reads.</summary>
[RecurrentNetwork(Structure = new object[] { CellKind.Lstm, 0f, 0f })]
public partial class MusicNetwork
{
    internal static void Define(NetworkBuilder net, Size keys, Size hidden, CellKind kind, float noise, float dropout)
    {
        var before = net.Input("before", keys);
        if (dropout > 0)
            before = net.Dropout("missing", before, dropout);
        var memory = net.Scan("memory", cell => DefineCell(cell, keys, hidden, kind, noise), before);
        var logits = net.Dense("keys", keys, memory["y"]);
        net.Output("logits", logits);
        net.Loss("loss", net.SigmoidCrossEntropy(logits, net.Input("frame", keys)));
    }

    private static void DefineCell(CellBuilder cell, Size keys, Size hidden, CellKind kind, float noise)
    {
        cell.NoiseOnWeights(noise);
        if (kind == CellKind.Lstm)
            LstmTorch.Define(cell, keys, hidden);
        else
            GruTorch.Define(cell, keys, hidden);
    }
}
