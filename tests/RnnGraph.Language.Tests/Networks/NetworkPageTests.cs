using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;

namespace RnnGraph.Language.Tests.Networks;

public class NetworkPageTests
{
    [Fact]
    public void What_the_page_shows_stands_in_definitions_that_are_recorded()
    {
        var page = File.ReadAllText(Repository.PathTo("docs", "networks.md")).ReplaceLineEndings("\n");
        var source = Unindented(File.ReadAllText(Repository.PathTo("tests", "RnnGraph.Language.Tests", "Definitions", "DocumentedNetworks.cs")).ReplaceLineEndings("\n"));

        var examples = page.Split("```csharp\n").Skip(1).Select(rest => Body(rest.Split("```\n")[0])).ToArray();

        Assert.Equal(7, examples.Length);
        Assert.All(examples, example => Assert.Contains(Unindented(example), source, StringComparison.Ordinal));
    }

    [Fact]
    public void The_definitions_of_the_page_record_and_have_gradients()
    {
        Graph[] graphs =
        [
            Recording.Network(net => DocumentedNetworks.CharacterModel(net, 5, 3)),
            Recording.Network(net => DocumentedNetworks.OneToOne(net, 2, 3, 4)),
            Recording.Network(net => DocumentedNetworks.OneToMany(net, 2, 3)),
            Recording.Network(net => DocumentedNetworks.ManyToOne(net, 2, 3, 4)),
            Recording.Network(net => DocumentedNetworks.EncoderDecoder(net, 5, 3)),
            Recording.Network(net => DocumentedNetworks.InStep(net, 2, 3, 4)),
            Recording.Network(net => DocumentedNetworks.Stack(net, 2, 3, layers: 2)),
        ];

        Assert.All(graphs, graph => GraphVerifier.Verify(Differentiation.Differentiate(graph)));
    }

    // Of an example with a class around it, what the method says.
    private static string Body(string example)
        => example.StartsWith('[') ? string.Join('\n', example.Split('\n').SkipWhile(line => !line.StartsWith("        ", StringComparison.Ordinal)).TakeWhile(line => line != "    }")) : example;

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim('\n');
}
