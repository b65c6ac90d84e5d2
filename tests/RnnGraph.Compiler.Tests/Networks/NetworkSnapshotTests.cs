using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Tests.Networks;

/// <summary>What a reviewer reads of a small network: its tables, and the bodies of its scan, its dense head and its loss.</summary>
public class NetworkSnapshotTests
{
    [Fact]
    public Task Header_and_bodies_read_like_this()
    {
        var text = GraphText.Print(Recording.Network(net => Define(net, net.DeclareSize("words"), net.DeclareSize("hidden"))));
        var files = NetworkCompiler.Emit(text, new CellTarget("NextWord", "Emitted")).ToDictionary(file => file.Suffix, file => file.Source, StringComparer.Ordinal);
        return Verifier.Verify([new Target("cs", files[""], "header"), new Target("cs", files[".Bodies"], "bodies")]);
    }

    /// <summary>The word after each word: an embedding, a gated cell, a dense head, a loss.</summary>
    private static void Define(NetworkBuilder net, Size words, Size hidden)
    {
        var x = net.Embedding("embed", hidden, net.Tokens("word", words));
        var logits = net.Dense("out", words, net.Scan("rnn", cell => GruTorch.Define(cell, hidden, hidden), x)["y"]);
        net.Output("logits", logits);
        net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", words)));
    }
}
