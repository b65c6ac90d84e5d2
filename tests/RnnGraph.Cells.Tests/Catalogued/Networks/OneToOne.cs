using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Catalogued.Networks;

/// <summary>One to one: a vector, a hidden layer, a class. There is no time in it.</summary>
[RecurrentNetwork]
public partial class OneToOne
{
    internal static void Define(NetworkBuilder net, Size features, Size hidden, Size classes)
    {
        var logits = net.Dense("out", classes, Tanh(net.Dense("hidden", hidden, net.Vector("x", features))));

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Token("class", classes)));
    }
}

/// <summary><see cref="OneToOne"/> in double precision.</summary>
[RecurrentNetwork<OneToOne>(Precision = Precision.Double)]
public partial class OneToOneDouble;
