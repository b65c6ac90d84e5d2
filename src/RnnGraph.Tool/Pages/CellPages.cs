using System.Globalization;
using System.Text;
using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Tool.Drawing;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Pages;

/// <summary>The pages of a project's definitions: one each, its picture, and a list.</summary>
internal static class CellPages
{
    private const string Mark = "<!-- made by rnngraph pages; change the definition instead -->";

    /// <summary>Names and texts of all files.</summary>
    /// <param name="definitions">The definitions of the project; those whose class holds no <c>Define</c> only bind another's.</param>
    /// <param name="sources">The folder of the C# sources.</param>
    public static IEnumerable<(string Name, string Text)> Of(IReadOnlyList<Definition> definitions, string sources)
    {
        var described = definitions.Select(definition => Described.Read(definition, sources)).OfType<Described>().OrderBy(page => page.Id, StringComparer.Ordinal).ToList();
        foreach (var page in described)
        {
            yield return (page.Id + ".md", Page(page));
            yield return (page.Id + ".svg", SvgWriter.Write(GraphPicture.Of(page.Definition.Graph)));
        }

        yield return ("README.md", List(described));
    }

    private static string List(IReadOnlyList<Described> pages)
    {
        var text = new StringBuilder();
        text.Append(Mark).Append("\n# The definitions\n\n| id | class | parameters | FLOPs of a forward step |\n|---|---|---|---|\n");
        foreach (var page in pages)
        {
            var summary = CellSummary.Of(page.Definition.Graph);
            text.Append(CultureInfo.InvariantCulture, $"| [{page.Id}]({page.Id}.md) | `{page.Definition.Target.ClassName}` | {Formula.Of(summary.Values)} | {Formula.Of(summary.Operations)} |\n");
        }

        return text.ToString();
    }

    private static string Page(Described page)
    {
        var graph = page.Definition.Graph;
        var summary = CellSummary.Of(graph);
        var text = new StringBuilder();
        text.Append(Mark).Append(CultureInfo.InvariantCulture, $"\n# {page.Id}\n\n{page.Summary}\n\n![The graph of {page.Id}]({page.Id}.svg)\n\n");
        text.Append("## Definition\n\n```csharp\n").Append(page.Source).Append("\n```\n\n");
        text.Append("## Equations\n\nAs the compiler understood them; `h⁻` is the value before the step.\n\n```text\n");
        foreach (var equation in graph.Nodes.Where(node => node.Scan is not null).SelectMany(node => EquationText.Of(node.Scan!)).Concat(EquationText.Of(graph.Nodes)))
            text.Append(equation).Append('\n');
        text.Append("```\n\n## Parameters\n\n");
        if (summary.Parameters.Count > 0)
        {
            text.Append("| name | shape | starts |\n|---|---|---|\n");
            foreach (var node in summary.Parameters)
                text.Append(CultureInfo.InvariantCulture, $"| `{node.Name}` | {node.Shape} | {Start(node.Initializer)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{Formula.Of(summary.Values)} values.\n\n## Cost\n\nFor a step and sequence, in float:\n\n| | |\n|---|---|\n");
        text.Append(CultureInfo.InvariantCulture, $"| forward, FLOPs in products | {Formula.Of(summary.Operations)} |\n| training | three times that |\n");
        text.Append(CultureInfo.InvariantCulture, $"| kept for the backward pass, bytes | {Formula.Of(summary.KeptBytes)} |\n");
        return text.ToString();
    }

    private static string Start(Initializer? initializer) => initializer switch
    {
        null => "",
        { Kind: InitializerKind.Constant } => initializer.Value.ToString(CultureInfo.InvariantCulture),
        _ => initializer.Kind.ToString().ToLowerInvariant(),
    };
}
