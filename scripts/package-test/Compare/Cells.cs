using RnnGraph;
using RnnGraph.Cells;
using static RnnGraph.Op;

/// <summary>A cell of one's own: a GRU whose two gates are one.</summary>
[RecurrentCell]
public partial class MyCell
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, x, ("U", f * h)));

        cell.Next(h, (1f - f) * h + f * n);
        cell.Output("y", h.Next);
    }
}

/// <summary>The twin in double precision, for the gradient check by differences.</summary>
[RecurrentCell<MyCell>(Precision = Precision.Double)]
public partial class MyCellDouble;

/// <summary>What all compared networks have in common: characters in, logits of the next out.</summary>
internal static class NextCharacter
{
    public static void Define(NetworkBuilder net, Size characters, Action<CellBuilder> define)
    {
        var memory = net.Scan("memory", define, net.Tokens("read", characters).OneHot);
        var logits = net.Dense("head", characters, memory["y"], weights: Initializer.Glorot);
        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", characters)));
    }
}

[RecurrentNetwork]
public partial class OverMine
{
    internal static void Define(NetworkBuilder net, Size characters, Size hidden) => NextCharacter.Define(net, characters, cell => MyCell.Define(cell, characters, hidden));
}

[RecurrentNetwork]
public partial class OverLstm
{
    internal static void Define(NetworkBuilder net, Size characters, Size hidden) => NextCharacter.Define(net, characters, cell => LstmForgetOne.Define(cell, characters, hidden));
}

[RecurrentNetwork]
public partial class OverGru
{
    internal static void Define(NetworkBuilder net, Size characters, Size hidden) => NextCharacter.Define(net, characters, cell => GruTorch.Define(cell, characters, hidden));
}
