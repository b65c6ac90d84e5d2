extern alias generator;

using System.Text;
using generator::RnnGraph.Generators.Evaluation;
using generator::RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators.Tests;

/// <summary>docs/subset.md says which C# a definition may use. It is made from the tables that the evaluation looks its rules up in, so it can't be wrong.</summary>
public class SubsetPageTests
{
    [Fact]
    public void The_page_lists_what_the_tables_hold()
    {
        var path = Repository.PathTo("docs", "subset.md");
        var received = Repository.PathTo("docs", "subset.received.md");
        var expected = Page();
        if (!File.Exists(path) || File.ReadAllText(path) != expected)
        {
            File.WriteAllText(received, expected);
            Assert.Fail($"docs/subset.md is not what the tables say; the page that they give is in {received}: move it there if the change is meant.");
        }

        File.Delete(received);
    }

    private static string Page()
    {
        var page = new StringBuilder();
        page.Append("""
            # The C# that a definition may use

            `Define` is ordinary C#, and running it builds the graph. The generator does the same while the program compiles: it evaluates the method, and calls the real
            builder. It knows the C# below. What it doesn't know is a diagnostic at that very expression ([RNN2001](rules/RNN2001.md), [RNN2002](rules/RNN2002.md)), never a guess.

            A definition may call everything in `RnnGraph.Language`, and whatever has source in the same project, in any file: methods, classes, records, structs, generics,
            interfaces, virtual methods. Of a referenced assembly it may call the definitions of cells: the graph that such a class carries stands for its source
            ([RNN2012](rules/RNN2012.md)). Static state must not change ([RNN2006](rules/RNN2006.md)), values of structs and tuples are replaced, not changed, and loops and
            recursion must end soon ([RNN2003](rules/RNN2003.md), [RNN2004](rules/RNN2004.md)).

            A test makes this page from the tables that the evaluation uses.

            ## Statements

            | statement | example |
            |---|---|

            """);
        Rows(page, OperationTable.Statements.Values);
        page.Append("\n## Expressions\n\n| expression | example |\n|---|---|\n");
        Rows(page, OperationTable.Expressions.Values);

        page.Append("\n## What to write instead\n\n| not in a definition | instead |\n|---|---|\n");
        foreach (var refusal in RefusedConstructs.All.Values.Select(r => $"| {r.What} | {r.Instead} |").Distinct().Order(StringComparer.Ordinal))
        {
            page.Append(refusal).Append('\n');
        }

        page.Append("""

            ## Library members

            Those whose result depends on their arguments alone, on every machine. Transcendental functions are not among them ([RNN2009](rules/RNN2009.md)). Of every
            object: `ToString`, `Equals`, `CompareTo`. Text is made without a culture.

            | type | members |
            |---|---|

            """);
        foreach (var row in LibraryTable.All.Where(r => r.Members.Count > 0))
        {
            page.Append("| `").Append(Readable(row.Name)).Append("` | ").AppendJoin(", ", row.Members.Order(StringComparer.Ordinal)).Append(" |\n");
        }

        page.Append("\nTypes without members of their own, to declare with: ");
        page.AppendJoin(", ", LibraryTable.All.Where(r => r.Members.Count == 0).Select(r => $"`{Readable(r.Name)}`")).Append(".\n");
        return page.ToString();
    }

    private static void Rows(StringBuilder page, IEnumerable<OperationRow> rows)
    {
        foreach (var row in rows.Where(r => r.What.Length > 0))
        {
            page.Append("| ").Append(row.What.Replace("|", "\\|", StringComparison.Ordinal)).Append(" | `").Append(row.Example.Replace("|", "\\|", StringComparison.Ordinal)).Append("` |\n");
        }
    }

    /// <summary>A metadata name as C# writes it, with <c>,</c> for each further type parameter.</summary>
    private static string Readable(string name)
    {
        var generic = name.IndexOf('`', StringComparison.Ordinal);
        return generic < 0 ? name : $"{name[..generic]}<{new string(',', name[generic + 1] - '1')}>{name[(generic + 2)..].Replace('+', '.')}";
    }
}
