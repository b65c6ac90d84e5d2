using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Networks over cells of a referenced assembly, whose source can't be read: the graph that the cell's class carries is scanned instead.</summary>
public class NetworkOfOtherAssemblyTests
{
    private const string Memory = """
        [RecurrentCell(Structure = new object[] { 2 })]
        public partial class Memory
        {
            public static void Define(CellBuilder cell, Size input, Size hidden, int turns, bool sharp = false)
            {
                var x = cell.Input("x", input);
                var s = cell.LearnedState("s", hidden);
                var next = Tanh(cell.Affine("n", hidden, x, s));
                for (var i = 0; i < turns; i++)
                {
                    next = cell.Dropout($"turn{i}", next, 0.5f) + s;
                }

                cell.Next(s, sharp ? next * next : next);
                cell.Output("y", next);
            }
        }

        public static class Bare
        {
            public static void Define(CellBuilder cell, Size input, Size hidden) { }
        }

        [RecurrentNetwork]
        public partial class Whole
        {
            public static void Define(NetworkBuilder net, Size words) => net.Output("y", net.Dense("out", words, net.Tokens("word", words).OneHot));
        }
        """;

    private const string Network = """
        [RecurrentNetwork]
        public partial class Reader
        {
            internal static void Define(NetworkBuilder net, Size words, Size hidden)
            {
                var word = net.Tokens("word", words);
                var scans = new ScanResults[2];
                var (below, width) = (word.OneHot, words);
                for (var layer = 0; layer < 2; layer++)
                {
                    var size = width;
                    scans[layer] = net.Scan($"layer.{layer}", c => Memory.Define(c, size, 2 * hidden, turns: 2), below);
                    (below, width) = (scans[layer].Output, 2 * hidden);
                }

                var back = net.ScanReversed("back", c => Memory.Define(c, words, 2 * hidden, 2), word.OneHot).Start("s", scans[1].Final("s"));
                var logits = net.Dense("out", words, below + back["y"]);
                net.Output("logits", logits);
                net.Loss("loss", net.SoftmaxCrossEntropy(logits, net.Tokens("next", words)));
            }
        }

        [RecurrentNetwork<Reader>(5, 3)]
        public partial class Small;
        """;

    [Fact]
    public void A_scan_of_a_library_cell_reads_as_it_is_recorded()
    {
        var library = Programs.Library(Memory);
        var generated = Generated.From(Programs.Using(library, Network));

        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.Equal(Generated.From(Network, Memory).Model("Reader").CanonicalText, generated.Model("Reader").CanonicalText);

        var context = new AssemblyLoadContext("A_scan_of_a_library_cell", isCollectible: true);
        context.LoadFromStream(new MemoryStream(Programs.Image(library)));
        var program = context.LoadFromStream(new MemoryStream(Programs.Image(generated.Output)));
        foreach (var model in generated.Models)
        {
            Assert.Equal(Recorded.Text(program.GetType(model.HintName)!), model.CanonicalText);
        }

        context.Unload();
    }

    [Fact]
    public void A_network_of_a_library_is_bound_from_its_text()
    {
        var library = Programs.Library(Network.Replace("internal static", "public static", StringComparison.Ordinal), Memory);
        var generated = Generated.From(Programs.Using(library, "[RecurrentNetwork<Reader>(7, 4)] public partial class Mine;"));

        Assert.Empty(generated.Diagnostics);
        Assert.Equal(Generated.From(Network, Memory).Model("Reader").CanonicalText, generated.Model("Mine").CanonicalText);
        Assert.Equal([new("words", 7), new("hidden", 4)], generated.Model("Mine").Target.Bindings);
        Assert.Empty(generated.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [InlineData("net.Scan(\"s\", c => Memory.Define(c, words, hidden, 2, sharp: true), word.OneHot)", "RNN2012", "Memory.Define(c, words, hidden, 2, sharp: true)", "sharp = false, not true")]
    [InlineData("net.Scan(\"s\", c => Memory.Define(c, words, hidden, 3), word.OneHot)", "RNN2012", "Memory.Define(c, words, hidden, 3)", "turns = 2, not 3")]
    [InlineData("net.Scan(\"s\", c => Bare.Define(c, words, hidden), word.OneHot)", "RNN2012", "Bare.Define(c, words, hidden)", "'Bare' carries no graph")]
    [InlineData("Whole.Define(net, words)", "RNN2012", "Whole.Define(net, words)", "that of a whole network, such as 'Whole', can't be a part of another")]
    [InlineData("net.Scan(\"s\", c => Memory.Define(c, hidden, hidden, 2), word.OneHot)", "RNN3011", "net.Scan(\"s\", c => Memory.Define(c, hidden, hidden, 2), word.OneHot)", "'x' of scan 's' has [hidden] features")]
    public void A_definition_of_a_library_that_can_not_be_a_part_is_told_at_its_call(string call, string id, string at, string says)
    {
        var program = Programs.Using(Programs.Library(Memory), $$"""
            [RecurrentNetwork]
            public partial class Reader
            {
                internal static void Define(NetworkBuilder net, Size words, Size hidden)
                {
                    var word = net.Tokens("word", words);
                    net.Output("y", net.Dense("out", words, word.OneHot));
                    {{call}};
                }
            }
            """);

        var diagnostic = Assert.Single(Generated.From(program).Diagnostics);

        Assert.Equal([$"{id} at 8: {at}"], Marked.Actual([diagnostic]));
        Assert.Contains(says, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }
}
