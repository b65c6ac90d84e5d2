using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

/// <summary>Tokens of one time axis to tokens of another: layers in loops, their scans in arrays and tuples, decoders started from encoders.</summary>
[RecurrentNetwork]
public partial class Translation
{
    internal static void Define(NetworkBuilder net, Size words, Size hidden, int layers = 2, bool bothWays = true)
    {
        var (source, target) = (net.Time("source"), net.Time("target"));
        var embedding = net.Embedding("read", hidden, net.Tokens("words", words, source));

        var encoders = new (ScanResults There, ScanResults? Back)[layers];
        var below = embedding;
        for (var layer = 0; layer < layers; layer++)
        {
            encoders[layer] = Encode(net, $"enc.{layer}", hidden, below, bothWays && layer == 0);
            var (there, back) = encoders[layer];
            below = back is null ? there["y"] : there["y"] + back["y"];
        }

        var decoders = new List<ScanResults>();
        var above = net.Embedding("write", hidden, net.Tokens("previous", words, target));
        foreach (var (there, _) in encoders)
        {
            decoders.Add(net.Scan($"dec.{decoders.Count}", c => PeepholeLstm.Define(c, hidden, hidden), above).StartFrom(there));
            above = net.Dropout($"drop.{decoders.Count}", decoders[^1].Output, 0.2f, perSequence: decoders.Count > 1);
        }

        ScanResults[] all = [.. encoders.Select(e => e.There), .. decoders];
        var ends = Concat(all.Select(scan => scan.Final("h")).ToArray());
        var logits = net.Dense("out", words, above);
        net.Output("logits", logits);
        net.Tap("ends", ends);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", words, target)));
    }

    private static (ScanResults There, ScanResults? Back) Encode(NetworkBuilder net, string name, Size hidden, Node x, bool bothWays) =>
    (
        net.Scan(name, c => PeepholeLstm.Define(c, hidden, hidden), x),
        bothWays ? net.ScanReversed($"{name}.back", c => PeepholeLstm.Define(c, hidden, hidden), x) : null);
}

[RecurrentNetwork<Translation>(11, 8, Structure = new object[] { 3, false })]
public partial class SmallTranslation;

/// <summary>Cells that count, draw and call others, in scans; what they start from; what is pooled; and every kind of loss.</summary>
[RecurrentNetwork]
public partial class Everything
{
    internal static void Define(NetworkBuilder net, Size features, Size hidden, Size classes)
    {
        net.RequireEqual(features, hidden);
        var x = net.Input("x", features);
        var about = net.Vector("about", features);
        var kind = net.Token("kind", classes);
        var start = Tanh(net.Dense("start", hidden, Concat(about, kind.OneHot), weights: Initializer.Orthogonal));

        var counting = net.Scan("counting", c => Counting.Define(c, features, hidden, slowest: 8, noisy: false), x);
        var called = net.Scan("called", c => Calling.Define(c, hidden, hidden), counting.Output);
        var given = net.Scan("given", Given, called["y"], ("side", about)).Start("h", start);
        var again = net.Scan("again", c => Counting.Define(c, hidden, hidden), given["y"]).Start("h", given.Final("h"));
        var written = net.Scan("written", net.Time("writing"), c => SimpleRnn.Define(c, features, hidden), about).StartFrom(given);

        var shared = net.Matrix("shared", hidden, hidden);
        Node[] summary = [net.Last(given["y"]), net.MeanOverTime(net.Dense(shared, again.Output)), net.SumOverTime(x * 0.5f), net.MaxOverTime(written["y"])];
        var pooled = net.Dropout("pooled", summary.Aggregate((a, b) => a + b) * net.Parameter("scale", hidden), 0.1f);
        var logits = net.Dense("class", classes, pooled, bias: -1f);

        net.Output("class", Softmax(logits));
        net.Output("steps", x + net.Repeat(pooled) + Expand(net.Tokens("skipped", classes).Index, features));
        net.Loss("kind.loss", net.SoftmaxCrossEntropy(logits, kind));
        net.Loss("keys.loss", 0.5f * net.SigmoidCrossEntropy(again.Output, net.Input("keys", hidden)));
        net.Loss("values", net.SquaredError(Concat(pooled, about), net.Vector("target", hidden + features)));
        net.Loss("penalty", Mean(Square(given["y"])));

        // A cell of this network's own, which reads the network's value by mentioning it.
        void Given(CellBuilder cell)
        {
            var (x, side, h) = (cell.Input("x", 2 * hidden), cell.Input("side", features), cell.State("h", hidden));
            cell.Next(h, Tanh(cell.Affine("n", hidden, x, h) + side * start));
            cell.Output("y", h.Next);
        }
    }
}

/// <summary>No scan at all; and a network in double precision.</summary>
public static partial class Container
{
    [RecurrentNetwork(Precision = Precision.Double)]
    internal partial class Plain
    {
        private static void Define(NetworkBuilder net, Size features, Size classes) =>
            net.Loss("loss", net.SoftmaxCrossEntropy(net.Dense("out", classes, Relu(net.Vector("x", features))), net.Token("class", classes)));
    }
}
