using RnnGraph;
using RnnGraph.Training;

namespace Compare;

/// <summary>What cells are compared on: the task, and the network around a cell that learns it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Define">Records the network around a cell of some hidden units.</param>
/// <param name="Updates">Updates of a run, if nothing else is asked for.</param>
internal sealed record DataSet(ComparisonTask<float> Task, Action<NetworkBuilder, CellChoice, Size> Define, int Updates)
{
    /// <summary>The names of <c>--data</c>.</summary>
    public static string[] Names { get; } = ["text", "adding", "jsb"];

    /// <summary>The next character of a text.</summary>
    public static DataSet Text(string text)
    {
        var vocabulary = Vocabulary.Of(text);
        var count = vocabulary.Count;
        return new(ComparisonTasks.Text<float>(vocabulary.Encode(text)), Network, Updates: 1000);

        void Network(NetworkBuilder net, CellChoice cell, Size hidden)
        {
            var read = net.Tokens("read", count);
            var y = cell.NeedsEqualWidths ? Scan(net, cell, hidden, hidden, net.Embedding("in", hidden, read)) : Scan(net, cell, count, hidden, read.OneHot);
            var logits = net.Dense("head", count, y, weights: Initializer.Glorot);
            net.Output("logits", logits);
            net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", count)));
        }
    }

    /// <summary>The adding problem.</summary>
    public static DataSet Adding()
    {
        return new(ComparisonTasks.Adding<float>(), Network, Updates: 2000);

        static void Network(NetworkBuilder net, CellChoice cell, Size hidden)
        {
            var y = Read(net, cell, 2, hidden, net.Input("x", 2));
            var sum = net.Dense("sum", 1, net.Last(y));
            net.Output("sum", sum);
            net.Loss("loss", net.SquaredError(sum, net.Vector("target", 1)));
        }
    }

    /// <summary>The next frame of polyphonic music.</summary>
    /// <param name="music">Parts called train, valid and test.</param>
    public static DataSet Music(IReadOnlyDictionary<string, Polyphony> music)
    {
        var keys = music["train"].Keys;
        return new(ComparisonTasks.Music<float>(music["train"], music["valid"], music["test"]), Network, Updates: 1500);

        void Network(NetworkBuilder net, CellChoice cell, Size hidden)
        {
            var logits = net.Dense("keys", keys, Read(net, cell, keys, hidden, net.Input("before", keys)));
            net.Output("logits", logits);
            net.Loss("loss", net.SigmoidCrossEntropy(logits, net.Input("frame", keys)));
        }
    }

    private static Node Read(NetworkBuilder net, CellChoice cell, Size input, Size hidden, Node x) =>
        cell.NeedsEqualWidths ? Scan(net, cell, hidden, hidden, net.Dense("in", hidden, x)) : Scan(net, cell, input, hidden, x);

    private static Node Scan(NetworkBuilder net, CellChoice cell, Size input, Size hidden, Node x) => net.Scan("cell", builder => cell.Define(builder, input, hidden), x)["y"];
}
