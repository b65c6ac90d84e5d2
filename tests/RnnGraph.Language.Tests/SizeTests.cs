namespace RnnGraph.Language.Tests;

public class SizeTests
{
    private static readonly Size Hidden = Size.Symbol("hidden");
    private static readonly Size Input = Size.Symbol("input");

    [Fact]
    public void Sizes_are_canonical()
    {
        Assert.Equal("2*hidden + input", (Input + Hidden + Hidden).ToString());
        Assert.Equal("hidden*input + input*input + 3", ((Input * (Hidden + Input)) + 3).ToString());
        Assert.Equal(Input * Hidden, Hidden * Input);
        Assert.Equal("hidden/4", (Hidden * 3 / 12).ToString());
        Assert.Equal("(hidden + input)/2", ((Hidden / 2) + (Input / 2)).ToString());
        Assert.Equal(Hidden, Hidden / 4 * 4);
        Assert.Equal(Hidden, ((Hidden * Hidden) + (Hidden * Input)) / (Input + Hidden));
        Assert.Equal("hidden/input", (Hidden / Input).ToString());
    }

    [Theory]
    [InlineData("hidden")]
    [InlineData("128")]
    [InlineData("2*hidden + input")]
    [InlineData("(hidden*hidden + input)/4/heads")]
    public void Text_parses_back(string text) => Assert.Equal(text, Size.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("2*")]
    [InlineData("hidden)")]
    [InlineData("3hidden")]
    [InlineData("hidden - 1")]
    public void What_is_no_size_is_refused(string text) => Assert.Throws<FormatException>(() => Size.Parse(text));

    [Fact]
    public void Binding_gives_numbers()
    {
        var bindings = new Dictionary<string, int> { ["hidden"] = 12, ["input"] = 8 };

        Assert.Equal(10, ((Hidden + Input) / 2).Evaluate(bindings));
        Assert.Equal(32, (Input + (Hidden * 2)).Substitute(bindings).Evaluate());
        Assert.Equal("input + 12", (Input + Hidden).Substitute(new Dictionary<string, int> { ["hidden"] = 12 }).ToString());
    }

    [Fact]
    public void What_cannot_be_divided_is_an_error()
    {
        Assert.Equal(DiagnosticIds.SizeNotDivisible, Assert.Throws<DefinitionException>(() => (Size)10 / 4).DiagnosticId);
        Assert.Equal(DiagnosticIds.SizeNotDivisible, Assert.Throws<DefinitionException>(() => Hidden / 0).DiagnosticId);
        Assert.Equal(DiagnosticIds.SizeNotDivisible, Assert.Throws<DefinitionException>(() => Hidden / (Hidden + Input)).DiagnosticId);
        var tenth = Assert.Throws<DefinitionException>(() => (Hidden / 4).Evaluate(new Dictionary<string, int> { ["hidden"] = 10 }));
        Assert.Equal(DiagnosticIds.SizeNotDivisible, tenth.DiagnosticId);
        Assert.Equal(DiagnosticIds.SizeNotBound, Assert.Throws<DefinitionException>(() => Hidden.Evaluate()).DiagnosticId);
    }

    [Theory]
    [InlineData("hidden", "hidden", true)]
    [InlineData("hidden + 1", "2*hidden", true)]
    [InlineData("hidden + 1", "hidden", false)]
    [InlineData("2*hidden", "hidden", false)]
    [InlineData("hidden/2", "hidden", true)]
    [InlineData("hidden/heads", "hidden", true)]
    [InlineData("3*hidden/4", "hidden", true)]
    [InlineData("hidden*input", "hidden", null)]
    [InlineData("hidden", "input", null)]
    [InlineData("2", "hidden", null)]
    [InlineData("2", "hidden + 1", true)]
    [InlineData("2", "1", false)]
    public void Sizes_compare_only_as_far_as_all_bindings_agree(string left, string right, bool? expected)
        => Assert.Equal(expected, Size.Parse(left).IsAtMost(Size.Parse(right)));
}
