using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests;

public class GraphTextTests
{
    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Print_parse_print_is_the_same_text(string name)
    {
        var text = GraphText.Print(Recording.Symbolic(Catalogue.All[name]));

        Assert.Equal(text, GraphText.Print(GraphText.Parse(text)));
    }
}
