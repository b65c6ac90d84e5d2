using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Forms of classes, definitions and attributes, beyond the one that each rule's page shows.</summary>
public class DeclarationTests
{
    private const string Body = """
            static void Define(CellBuilder cell, Size input, Size hidden)
            {
                var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
                cell.Next(h, Tanh(cell.Affine("h", hidden, x, h)));
                cell.Output("y", h.Next);
            }
        """;

    [Theory]
    [InlineData("RNN1003", "public partial class MyCell<T>")]
    [InlineData("RNN1003", "file partial class MyCell")]
    [InlineData("RNN1003", "public static partial class MyCell")]
    [InlineData("RNN1003", "public abstract partial class MyCell")]
    [InlineData("RNN1003", "public partial record class MyCell")]
    [InlineData("RNN1001", "public sealed class MyCell")]
    public void A_class_that_cannot_be_a_cell_is_told_why_and_gets_nothing(string id, string declaration)
    {
        var generated = Generated.From($"[RecurrentCell]\n{declaration}\n{{\n{Body}\n}}");

        var diagnostic = Assert.Single(generated.Diagnostics);
        Assert.Equal((id, "MyCell"), (diagnostic.Id, Underlined(diagnostic)));
        Assert.Empty(generated.Result.GeneratedSources);
    }

    [Theory]
    [InlineData("public partial class Outer<T>")]
    [InlineData("file partial class Outer")]
    public void A_container_that_is_generic_or_file_local_is_refused(string container)
    {
        var generated = Generated.From($"{container} {{ [RecurrentCell] partial class MyCell {{ {Body} }} }}");

        Assert.Equal("RNN1003", Assert.Single(generated.Diagnostics).Id);
    }

    [Theory]
    [InlineData("void Define(CellBuilder cell, Size input, Size hidden) { }", "isn't static")]
    [InlineData("static int Define(CellBuilder cell, Size input, Size hidden) => 1;", "returns a value")]
    [InlineData("static void Define<T>(CellBuilder cell, Size input, Size hidden) { }", "is generic")]
    [InlineData("static void Define(Size input, Size hidden) { }", "first parameter")]
    [InlineData("static void Define() { }", "first parameter")]
    [InlineData("static void Define(CellBuilder cell, ref Size input) { }", "'input'")]
    [InlineData("static void Define(CellBuilder cell, params Size[] sizes) { }", "'sizes'")]
    [InlineData("static void Define(CellBuilder cell, object what) { }", "'what'")]
    [InlineData("static void Define(CellBuilder cell, Size a) { } static void Define(CellBuilder cell, Size a, Size b) { }", "more than one")]
    [InlineData("static async void Define(CellBuilder cell, Size a) { await System.Threading.Tasks.Task.Yield(); }", "asynchronous")]
    [InlineData("static void Define(CellBuilder cell, Size @int) { }", "keyword")]
    [InlineData("static partial void Define(CellBuilder cell, Size a);", "no body")]
    [InlineData("static void Define(NetworkBuilder net, Size a) { }", "is a NetworkBuilder, which goes with [RecurrentNetwork]")]
    public void A_definition_of_the_wrong_form_is_told_what_is_wrong(string define, string why)
    {
        var generated = Generated.From($"[RecurrentCell]\npublic partial class MyCell\n{{\n{define}\n}}");

        var diagnostic = Assert.Single(generated.Diagnostics);
        Assert.Equal(("RNN1006", "Define"), (diagnostic.Id, Underlined(diagnostic)));
        Assert.Contains(why, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[RecurrentCell(1, 2, 3)]", "RNN1007", "RecurrentCell(1, 2, 3)")]
    [InlineData("[RecurrentCell(-1, 2)]", "RNN1008", "-1")]
    [InlineData("[RecurrentCell(new[] { 1, 0 })]", "RNN1008", "RecurrentCell(new[] { 1, 0 })")]
    [InlineData("[RecurrentCell(Structure = new object[] { 1 })]", "RNN1010", "Structure = new object[] { 1 }")]
    public void An_attribute_that_does_not_fit_is_told_so(string attribute, string id, string underlined)
    {
        var generated = Generated.From(Cells.With("", attribute: attribute));

        var diagnostic = Assert.Single(generated.Diagnostics);
        Assert.Equal((id, underlined), (diagnostic.Id, Underlined(diagnostic)));
    }

    [Fact]
    public void Structure_of_every_kind_is_bound()
    {
        var generated = Generated.From(
            Cells.With(
                "cell.Tap($\"t{layers}_{tapped}_{kind}_{name}\", h * slope);",
                "public enum Kind { Plain, Wide }",
                "[RecurrentCell(4, 8, Structure = new object[] { 3, true, Kind.Wide, \"n\", 0.5f }, Precision = Precision.Double)]",
                "Size input, Size hidden, int layers, bool tapped, MyCell.Kind kind, string name, float slope = 2f").Replace("Kind.Wide,", "MyCell.Kind.Wide,", StringComparison.Ordinal));

        Assert.Empty(generated.Diagnostics);
        var model = Assert.Single(generated.Models);
        Assert.Contains("t3_True_Wide_n", model.CanonicalText, StringComparison.Ordinal);
        Assert.True(model.Target.IsDouble);
        Assert.Equal([new("input", 4), new("hidden", 8)], model.Target.Bindings);
    }

    [Fact]
    public void A_definition_without_an_attribute_of_its_own_is_bound_with_different_structure()
    {
        var generated = Generated.From("""
            public static class Definitions
            {
                public static void Define(CellBuilder cell, Size input, Size hidden, int layers)
                {
                    var x = cell.Input("x", input);
                    for (var i = 0; i < layers; i++)
                    {
                        var h = cell.State($"h{i}", hidden);
                        cell.Next(h, Tanh(cell.Affine($"l{i}", hidden, x, h)));
                        x = h.Next;
                    }

                    cell.Output("y", x);
                }
            }

            [RecurrentCell<Definitions>(Structure = new object[] { 1 })] public partial class One;
            [RecurrentCell<Definitions>(4, 8, Structure = new object[] { 2 })] public partial class Two;
            """);

        Assert.Empty(generated.Diagnostics);
        Assert.DoesNotContain("h1", generated.Model("One").CanonicalText, StringComparison.Ordinal);
        Assert.Contains("h1", generated.Model("Two").CanonicalText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_that_several_attributes_bind_reports_its_errors_once()
    {
        var generated = Generated.From(Cells.With("cell.Tap(\"sum\", x + h);") + """

            [RecurrentCell<MyCell>(4, 8)] public partial class Small;
            [RecurrentCell<MyCell>(40, 80)] public partial class Large;
            """);

        Assert.Equal("x + h", Underlined(Assert.Single(generated.Diagnostics)));
        Assert.Equal(3, generated.Models.Count(m => m.IsFaulty));
    }

    [Fact]
    public void An_attribute_written_on_two_parts_crashes_nothing()
    {
        var generated = Generated.From(Cells.With("") + "\n[RecurrentCell] public partial class MyCell;");

        Assert.Null(generated.Result.Exception);
        Assert.Single(generated.Models);
    }

    private static string? Underlined(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan);
}
