using RnnGraph.Graphs;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>Networks of every sequence shape and with every part of the language, of features and vocabularies of size n and hidden size m.</summary>
internal static class NetworkCatalogue
{
    public static Dictionary<string, Action<NetworkBuilder, Size, Size>> All { get; } = new()
    {
        ["one to one"] = OneToOne,
        ["one to many"] = OneToMany,
        ["many to one"] = ManyToOne,
        ["in step"] = InStep,
        ["encoder and decoder"] = Translator.Define,
        ["stacked"] = Stacked,
        ["bidirectional"] = Tagger.Define,
        ["pooled with a vector"] = Classifier.Define,
        ["summed directions"] = SummedDirections,
        ["directions of two layers"] = DirectionsOfTwoLayers,
        ["directions that share parameters"] = SharedDirections,
        ["pooled"] = Pooled,
        ["largest"] = Largest,
        ["started from a product"] = StartedFromProduct,
        ["conditioned at every step"] = Conditioned,
        ["tied"] = Tied,
        ["copying"] = Copying,
        ["dropout"] = WithDropout,
        ["noisy cells"] = Noisy,
        ["losses along two axes"] = LossesAlongTwo,
        ["due both ways"] = DueBothWays,
        ["due in reverse"] = DueInReverse,
        ["due along both axes"] = DueAlongBoth,
    };

    public static Dictionary<string, int> Sizes { get; } = new() { ["n"] = 2, ["m"] = 3 };

    public static TheoryData<string> Names => [.. All.Keys];

    public static Graph Bound(string name) => Bound(All[name]);

    public static Graph Bound(string name, int n, int m) => Recording.Network(net => All[name](net, n, m));

    public static Graph Bound(Action<NetworkBuilder, Size, Size> define) => Recording.Network(net => define(net, Sizes["n"], Sizes["m"]));

    public static Graph Symbolic(string name) => Recording.Network(net => All[name](net, net.DeclareSize("n"), net.DeclareSize("m")));

    private static void OneToOne(NetworkBuilder net, Size n, Size m)
    {
        var hidden = Tanh(net.Dense("hidden", m, net.Vector("x", n)));
        var logits = net.Dense("out", n, hidden);
        net.Output("y", Sigmoid(logits));
        net.Loss("loss", net.SigmoidCrossEntropy(logits, net.Vector("target", n)));
    }

    private static void OneToMany(NetworkBuilder net, Size n, Size m)
    {
        var v = net.Vector("v", n);
        var writer = net.Scan("write", cell => Lstm.Define(cell, n, m), v);
        net.Output("y", net.Dense("out", n, writer["y"]));
    }

    private static void ManyToOne(NetworkBuilder net, Size n, Size m)
    {
        var reader = net.Scan("read", cell => GruTorch.Define(cell, n, m), net.Input("x", n, net.Time("source")));
        var logits = net.Dense("out", n, net.Last(reader["y"]));
        net.Output("y", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Token("class", n)));
    }

    private static void InStep(NetworkBuilder net, Size n, Size m)
    {
        var y = net.Dense("out", n, net.Scan("rnn", cell => PeepholeLstm.Define(cell, n, m), net.Input("x", n)).Output);
        net.Output("y", y);
        net.Loss("loss", net.SquaredError(y, net.Input("target", n)));
        net.Loss("penalty", 0.1f * Mean(Square(y)));
        net.Tap("squared", Square(y));
    }

    /// <summary>The output follows from one axis, so that a loss alone keeps the network from running step by step.</summary>
    private static void LossesAlongTwo(NetworkBuilder net, Size n, Size m)
    {
        var y = net.Dense("out", n, net.Scan("rnn", cell => Lstm.Define(cell, n, m), net.Input("x", n)).Output);
        net.Output("y", y);
        net.Loss("near", net.SquaredError(y, net.Input("label", n)));
        var source = net.Time("source");
        var side = net.Dense("side.out", n, net.Scan("side", cell => GruTorch.Define(cell, n, m), net.Input("s", n, source)).Output);
        net.Loss("loss", net.SquaredError(side, net.Input("target", n, source)));
    }

    /// <summary>Two scans with blocks that wait, one in reverse, each above the other's output, and what is 0 but at some steps joined outside them.</summary>
    private static void DueBothWays(NetworkBuilder net, Size n, Size m)
    {
        var there = net.Scan("there", cell => Clockwork.Define(cell, n, m), net.Input("x", n)).Output;
        var back = net.ScanReversed("back", cell => Clockwork.Define(cell, 2 * m, m), there).Output;
        net.Output("y", net.Dense("out", n, Concat(there, back)));
    }

    private static void DueInReverse(NetworkBuilder net, Size n, Size m) =>
        net.Output("y", net.ScanReversed("back", cell => Waiting(cell, 2, n, m), net.Input("x", n)).Output);

    /// <summary>What each sequence has once is read at the steps that are due, along axes of different lengths.</summary>
    private static void DueAlongBoth(NetworkBuilder net, Size n, Size m)
    {
        var gain = Tanh(net.Dense("gain", m, net.Vector("v", n)));
        var x = net.Scan("rnn", cell => Waiting(cell, 2, n, m, gain), net.Input("x", n));
        var source = net.Scan("read", cell => Waiting(cell, 3, n, m, gain), net.Input("s", n, net.Time("source")));
        var back = net.ScanReversed("back", cell => Waiting(cell, 2, m, m), source.Output);
        net.Output("y", x.Output * net.Repeat(net.MeanOverTime(back.Output)));
        net.Output("ends", x.Final("h") + source.Final("h"));
    }

    /// <summary>A state that waits for every k-th step, and a bias that waits with it in three sums.</summary>
    private static void Waiting(CellBuilder cell, int period, Size input, Size hidden, Node? gain = null)
    {
        var (x, h, b) = (cell.Input("x", input), cell.State("h", hidden), cell.Parameter("b", hidden));
        var next = Tanh(cell.Affine("n", hidden, x, h) + b) * Sigmoid(cell.Dense("z", hidden, x) + b) * Sigmoid(h + b);
        cell.Next(h, cell.Every(period, gain is null ? next : next * gain, h));
        cell.Output("y", h.Next * Expand(1f / (1f + cell.StepIndex), hidden));
    }

    private static void Stacked(NetworkBuilder net, Size n, Size m)
    {
        var x = net.Dense("in", m, net.Input("x", n));
        for (var layer = 0; layer < 3; layer++)
        {
            x += net.Scan($"layer.{layer}", cell => Lstm.Define(cell, m, m), x)["y"];
        }

        net.Output("y", x);
    }

    private static void SummedDirections(NetworkBuilder net, Size n, Size m)
    {
        var x = net.Input("x", n);
        net.Output("y", net.Scan("there", cell => GruTorch.Define(cell, n, m), x)["y"] + net.ScanReversed("back", cell => GruTorch.Define(cell, n, m), x)["y"]);
    }

    private static void DirectionsOfTwoLayers(NetworkBuilder net, Size n, Size m)
    {
        var first = Directions("first", net.Input("x", n), n);
        net.Output("y", Directions("second", first, m + m));

        Node Directions(string name, Node x, Size features) => Concat(
            net.Scan(name + ".there", cell => Lstm.Define(cell, features, m), x)["y"], net.ScanReversed(name + ".back", cell => GruTorch.Define(cell, features, m), x)["y"]);
    }

    // What both directions add to the gradient of the vector is one sum.
    private static void SharedDirections(NetworkBuilder net, Size n, Size m)
    {
        var (matrix, gain) = (net.Matrix("shared.M", m, m, Initializer.Orthogonal), net.Parameter("gain", m));
        var x = net.Dense("in", m, net.Input("x", n));
        net.Output("y", net.Scan("there", Define, x)["y"] - net.ScanReversed("back", Define, x)["y"]);

        void Define(CellBuilder cell)
        {
            var (input, h) = (cell.Input("x", m), cell.State("h", m));
            cell.Next(h, Tanh(cell.Dense(matrix, h) + (gain * input)));
            cell.Output("y", h.Next);
        }
    }

    private static void Pooled(NetworkBuilder net, Size n, Size m)
    {
        var y = net.Scan("rnn", cell => GruTorch.Define(cell, n, m), net.Input("x", n))["y"];
        var pooled = Concat(net.MeanOverTime(y), net.SumOverTime(Square(y)), net.Last(y * y));
        net.Output("y", Tanh(net.Dense("out", n, pooled)));
    }

    private static void Largest(NetworkBuilder net, Size n, Size m)
    {
        var y = net.Dense("in", m, net.Input("x", n));
        net.Output("largest", net.MaxOverTime(y));
    }

    private static void StartedFromProduct(NetworkBuilder net, Size n, Size m)
    {
        var picture = net.Vector("picture", n);
        var writer = net.Scan("write", cell => Lstm.Define(cell, n, m), net.Tokens("word", n).OneHot).Start("h", Tanh(net.Dense("start", m, picture)));
        net.Output("y", writer["y"]);
    }

    private static void Conditioned(NetworkBuilder net, Size n, Size m)
    {
        var source = net.Time("source");
        var summary = net.Last(net.Scan("read", cell => GruTorch.Define(cell, n, m), net.Input("x", n, source))["y"]);
        var y = net.Scan("write", cell => GruTorch.Define(cell, n + m, m), Concat(net.Input("z", n), net.Repeat(summary)))["y"];
        net.Output("y", y * summary);
        net.Output("sum", summary + net.Scan("inner", cell => Inside(cell, m, summary), y).Final("h"));
    }

    // Reads a value of the sequence at every step, without its being an input.
    private static void Inside(CellBuilder cell, Size m, Node summary)
    {
        var (x, h) = (cell.Input("x", m), cell.State("h", m));
        cell.Next(h, (h * Sigmoid(summary)) + (x * summary));
        cell.Output("y", h.Next);
    }

    private static void Tied(NetworkBuilder net, Size n, Size m)
    {
        var shared = net.Matrix("shared.M", m, m, Initializer.Orthogonal);
        var y = net.Scan("rnn", cell => Shared(cell, shared, m), net.Dense(shared, net.Dense("in", m, net.Input("x", n))))["y"];
        net.Output("y", net.Dense(shared, y));
    }

    private static void Shared(CellBuilder cell, Node shared, Size m)
    {
        var (x, h) = (cell.Input("x", m), cell.State("h", m));
        cell.Next(h, Tanh(cell.Dense(shared, h) + x));
        cell.Output("y", h.Next);
    }

    private static void WithDropout(NetworkBuilder net, Size n, Size m)
    {
        var lower = net.Scan("lower", cell => GruTorch.Define(cell, n, m), net.Input("x", n))["y"];
        var upper = net.Scan("upper", cell => GruTorch.Define(cell, m, m), net.Dropout("between", lower, 0.5f))["y"];
        var y = net.Dropout("same", upper, 0.25f, perSequence: true);
        net.Output("y", y);
        net.Loss("loss", net.SoftmaxCrossEntropy(net.Dense("out", n, net.Dropout("summary", net.MeanOverTime(y), 0.5f)), net.Token("class", n)));
    }

    private static void Noisy(NetworkBuilder net, Size n, Size m)
    {
        var x = net.Input("x", n);
        net.Output("y", net.Scan("there", cell => NoisyCell.Define(cell, n, m), x)["y"] + net.ScanReversed("back", cell => NoisyCell.Define(cell, n, m), x)["y"]);
    }

    // A cell that hands on what is the same at every step.
    private static void Copying(NetworkBuilder net, Size n, Size m)
    {
        var v = net.Vector("v", n);
        var copy = net.Scan("copy", Copy, v, net.Input("x", n));
        net.Output("y", copy["y"] + copy["z"]);
        net.Output("end", copy.Final("h"));

        void Copy(CellBuilder cell)
        {
            var (same, x, h) = (cell.Input("v", n), cell.Input("x", n), cell.State("h", n));
            cell.Next(h, same);
            cell.Output("y", same);
            cell.Output("z", x * h);
        }
    }
}
