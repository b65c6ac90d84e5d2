using RnnGraph.Cells;

namespace RnnGraph.Training.Tests.Comparing;

/// <summary>The adding problem, by one cell or another.</summary>
[RecurrentNetwork(Structure = new object[] { false })]
public partial class SumByElman
{
    internal static void Define(NetworkBuilder net, Size hidden, bool isGated)
    {
        var read = net.Scan("read", cell => DefineCell(cell, hidden, isGated), net.Input("x", 2));
        var sum = net.Dense("sum", 1, net.Last(read["y"]));
        net.Output("sum", sum);
        net.Loss("loss", net.SquaredError(sum, net.Vector("target", 1)));
    }

    private static void DefineCell(CellBuilder cell, Size hidden, bool isGated)
    {
        if (isGated)
            Mgu.Define(cell, 2, hidden);
        else
            RnnTanh.Define(cell, 2, hidden);
    }
}

/// <summary><see cref="SumByElman"/> with a gate.</summary>
[RecurrentNetwork<SumByElman>(Structure = new object[] { true })]
public partial class SumByMgu;
