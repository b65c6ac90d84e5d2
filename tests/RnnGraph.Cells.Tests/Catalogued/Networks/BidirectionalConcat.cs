using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Catalogued.Networks;

/// <summary>A cell forwards and one backwards, side by side (Schuster &amp; Paliwal 1997).</summary>
[RecurrentNetwork]
public partial class BidirectionalConcat
{
    internal static void Define(NetworkBuilder net, Size input, Size hidden)
    {
        var (forwards, backwards) = BothWays(net, input, hidden);
        net.Output("y", Concat(forwards["y"], backwards["y"]));
    }

    internal static (ScanResults Forwards, ScanResults Backwards) BothWays(NetworkBuilder net, Size input, Size hidden)
    {
        var x = net.Input("x", input);
        return (net.Scan("forwards", cell => Lstm.Define(cell, input, hidden), x), net.ScanReversed("backwards", cell => Lstm.Define(cell, input, hidden), x));
    }
}

/// <summary><see cref="BidirectionalConcat"/> in double precision.</summary>
[RecurrentNetwork<BidirectionalConcat>(Precision = Precision.Double)]
public partial class BidirectionalConcatDouble;
