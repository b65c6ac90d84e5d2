using System.Text.RegularExpressions;

namespace RnnGraph.Onnx.Tests.Export;

/// <summary>What the definitions of the catalogue become, which docs/onnx.md lists.</summary>
public class ExportFormTests
{
    [Fact]
    public void The_page_lists_what_every_definition_becomes()
    {
        using var file = new TemporaryFile(".onnx");
        var forms = CatalogueGraphs.Ids.Select(id => (id, form: Form(id))).ToLookup(pair => pair.form, pair => pair.id, StringComparer.Ordinal);
        string[] rows = [.. forms.OrderBy(form => form.Key, StringComparer.Ordinal).Select(form => $"| {form.Key} | {string.Join(", ", form.Order(StringComparer.Ordinal))} |")];
        var page = File.ReadAllText(Repository.PathTo("docs", "onnx.md"));
        var table = Regex.Match(page, @"\| written as \| definitions \|\n\|---\|---\|\n(?<rows>(\|.*\n)*)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["rows"].Value;
        var expected = string.Join('\n', rows) + "\n";
        Assert.True(table == expected, $"docs/onnx.md is to list:\n{expected}");

        string Form(string id)
        {
            var model = new ExportedModel<float>(CatalogueGraphs.Of(id, 4), new(2, 2), new());
            var scans = model.Write(file.Path).Scans.Select(scan => scan.Operator + (scan.IsReversed ? " reversed" : ""));
            return string.Join(" + ", scans.GroupBy(scan => scan, StringComparer.Ordinal).Select(scan => (scan.Count() > 1 ? $"{scan.Count()} " : "") + scan.Key)) is { Length: > 0 } text ? text : "no scan";
        }
    }
}
