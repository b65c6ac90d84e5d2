using RnnGraph.Tests.Shared;
using RnnGraph.Text;

namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>A definition that is called from its finished graph, as one of another assembly is, makes the same graph as one that runs, letter for letter.</summary>
public sealed class CalledGraphTests
{
    public static TheoryData<string> Definitions => Definition.Names;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Calling_the_graph_is_calling_the_definition(string name)
    {
        var definition = Definition.Find(name);
        var graph = GraphText.Parse(GraphText.Print(definition.Record()));
        var composition = new Composition(graph);

        Assert.Equal(composition.Text(definition.Define), composition.Text((cell, sizes) => cell.Call(graph, sizes)));
        Assert.Equal(composition.Network(definition.Define), composition.Network((cell, sizes) => cell.Call(graph, sizes)));
        Assert.Equal(GraphText.Print(graph), composition.Alone((cell, sizes) => cell.Call(graph, sizes)));
    }
}
