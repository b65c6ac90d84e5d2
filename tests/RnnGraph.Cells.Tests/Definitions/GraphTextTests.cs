using RnnGraph.Differentiating;
using RnnGraph.Text;

namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>The text of every definition's graph, and of its derivative, prints, parses and binds as it should.</summary>
public sealed class GraphTextTests
{
    public static TheoryData<string> Definitions => Definition.Names;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Text_prints_parses_and_prints_the_same(string name)
    {
        var text = GraphText.Print(Definition.Find(name).Record());
        Assert.Equal(text, GraphText.Print(GraphText.Parse(text)));
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void The_derivative_prints_parses_and_prints_the_same(string name)
    {
        var text = GraphText.Print(Differentiation.Differentiate(Definition.Find(name).Record()));
        Assert.Equal(text, GraphText.Print(GraphText.Parse(text)));
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Binding_commutes_with_recording(string name)
    {
        var definition = Definition.Find(name);
        var sizes = definition.Sizes(6);
        var bound = GraphText.Print(definition.Record().Bind(definition.Bindings(sizes)));

        // The first line alone may differ: it lists the sizes that the definition has, and one recorded with numbers never had any.
        Assert.Equal(AfterFirstLine(GraphText.Print(definition.Record(sizes))), AfterFirstLine(bound));
    }

    private static string AfterFirstLine(string text) => text[text.IndexOf('\n', StringComparison.Ordinal)..];
}
