using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Catalogued.Networks;

/// <summary>The toy network, with 4 letters and 3 units: h = tanh(W_xh x + W_hh h⁻), y = W_hy h, and a softmax over y.</summary>
[RecurrentNetwork]
public partial class Hello
{
    internal static void Define(NetworkBuilder net, Size letters, Size hidden)
    {
        var seen = net.Tokens("seen", letters);
        var rnn = net.Scan("rnn", Vanilla, seen.OneHot);
        var y = net.Dense(net.Matrix("y.W", letters, hidden), rnn["y"]);

        net.Output("logits", y);
        net.Loss("loss", net.SoftmaxCrossEntropy(y, net.Tokens("next", letters)));

        void Vanilla(CellBuilder cell)
        {
            var (x, h) = (cell.Input("x", letters), cell.State("h", hidden));
            cell.Next(h, Tanh(cell.Dense("h", hidden, x) + cell.Dense("h", hidden, h)));
            cell.Output("y", h.Next);
        }
    }
}

/// <summary><see cref="Hello"/> in double precision.</summary>
[RecurrentNetwork<Hello>(Precision = Precision.Double)]
public partial class HelloDouble;
