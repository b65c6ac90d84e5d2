using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>The networks of docs/networks.md, letter for letter.</summary>
internal static class DocumentedNetworks
{
    internal static void CharacterModel(NetworkBuilder net, Size vocabulary, Size hidden)
    {
        var current = net.Tokens("current", vocabulary);
        var rnn = net.Scan("rnn", cell => Lstm.Define(cell, vocabulary, hidden), current.OneHot);
        var logits = net.Dense("out", vocabulary, rnn["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", vocabulary)));
    }

    internal static void OneToOne(NetworkBuilder net, Size features, Size hidden, Size classes)
    {
        var h = Relu(net.Dense("hidden", hidden, net.Vector("x", features)));
        var logits = net.Dense("out", classes, h);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Token("class", classes)));
    }

    internal static void OneToMany(NetworkBuilder net, Size features, Size hidden)
    {
        var about = net.Vector("about", features);
        var writer = net.Scan("write", cell => Lstm.Define(cell, features, hidden), net.Input("previous", features))
            .Start("h", Tanh(net.Dense("start", hidden, about)));
        var y = net.Dense("out", features, writer["y"]);

        net.Output("y", y);
        net.Loss("loss", net.SquaredError(y, net.Input("target", features)));
    }

    internal static void ManyToOne(NetworkBuilder net, Size features, Size hidden, Size classes)
    {
        var reader = net.Scan("read", cell => GruTorch.Define(cell, features, hidden), net.Input("x", features));
        var logits = net.Dense("out", classes, net.Last(reader["y"]));

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Token("class", classes)));
    }

    internal static void EncoderDecoder(NetworkBuilder net, Size vocabulary, Size hidden)
    {
        var (source, target) = (net.Time("source"), net.Time("target"));
        var words = net.Tokens("words", vocabulary, source);
        var previous = net.Tokens("previous", vocabulary, target);

        var encoder = net.Scan("enc", cell => Lstm.Define(cell, hidden, hidden), net.Embedding("words", hidden, words));
        var decoder = net.Scan("dec", cell => Lstm.Define(cell, hidden, hidden), net.Embedding("previous", hidden, previous)).StartFrom(encoder);
        var logits = net.Dense("out", vocabulary, decoder["y"]);

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", vocabulary, target)));
    }

    internal static void InStep(NetworkBuilder net, Size features, Size hidden, Size classes)
    {
        var x = net.Input("x", features);
        var there = net.Scan("there", cell => Lstm.Define(cell, features, hidden), x);
        var back = net.ScanReversed("back", cell => Lstm.Define(cell, features, hidden), x);
        var logits = net.Dense("out", classes, Concat(there["y"], back["y"]));

        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("label", classes)));
    }

    internal static void Stack(NetworkBuilder net, Size features, Size hidden, int layers)
    {
        var x = net.Dense("in", hidden, net.Input("x", features));
        for (var layer = 0; layer < layers; layer++)
        {
            var y = net.Scan($"layer.{layer}", cell => Lstm.Define(cell, hidden, hidden), x)["y"];
            x += net.Dropout($"drop.{layer}", y, 0.2f);
        }

        net.Output("y", x);
    }
}
