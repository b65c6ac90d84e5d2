namespace RnnGraph.Cells.Tests.Catalogued.Networks;

/// <summary>A cell forwards and one backwards, added (Schuster &amp; Paliwal 1997).</summary>
[RecurrentNetwork]
public partial class BidirectionalSum
{
    internal static void Define(NetworkBuilder net, Size input, Size hidden)
    {
        var (forwards, backwards) = BidirectionalConcat.BothWays(net, input, hidden);
        net.Output("y", forwards["y"] + backwards["y"]);
    }
}

/// <summary><see cref="BidirectionalSum"/> in double precision.</summary>
[RecurrentNetwork<BidirectionalSum>(Precision = Precision.Double)]
public partial class BidirectionalSumDouble;
