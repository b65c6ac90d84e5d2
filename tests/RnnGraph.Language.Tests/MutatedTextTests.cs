using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests;

/// <summary>
/// Texts of graphs with one thing changed. Whatever the verifier lets through must be a graph in full: it prints and parses back, binds, runs, and, where it was a
/// definition's, has a derivative. Everything else is refused as what it is, a text that is no graph.
/// </summary>
public class MutatedTextTests
{
    private static readonly Dictionary<string, int> Sizes = new() { ["input"] = 2, ["hidden"] = 3 };

    [Fact]
    public void A_changed_text_is_refused_or_is_a_graph_in_full()
    {
        var (refused, accepted) = (0, 0);
        RandomCells.ForAll(
            50,
            cell =>
            {
                var forward = Recording.Symbolic(cell.Define);
                foreach (var (graph, isDefinition) in new[] { (forward, true), (Differentiation.Differentiate(forward), false) })
                {
                    var lines = GraphText.Print(graph).Split('\n');
                    var random = new Random(cell.Seed);
                    for (var i = 0; i < 12; i++)
                    {
                        var text = string.Join('\n', Mutated([.. lines], random));
                        (refused, accepted) = IsGraph(text, isDefinition) ? (refused, accepted + 1) : (refused + 1, accepted);
                    }
                }
            },
            RandomCellParts.All);

        // Both happen often, or the changes would try nothing.
        Assert.True(refused > 170 && accepted > 35, $"{refused} refused, {accepted} accepted");
    }

    private static bool IsGraph(string text, bool isDefinition)
    {
        Graph graph;
        try
        {
            graph = GraphText.Parse(text);
        }
        catch (FormatException)
        {
            return false;
        }

        try
        {
            Assert.Equal(GraphText.Print(graph), GraphText.Print(GraphText.Parse(GraphText.Print(graph))));
            Run(isDefinition ? Differentiation.Differentiate(graph) : graph);
        }
        catch (Exception wrong) when (wrong is not DefinitionException)
        {
            Assert.Fail($"{wrong.GetType().Name}: {wrong.Message}\n{wrong.StackTrace}\n{text}");
        }
        catch (DefinitionException)
        {
            // Sizes that may fit need not fit with these numbers.
        }

        return true;
    }

    private static void Run(Graph graph)
    {
        var bound = graph.Bind(Sizes.Where(size => graph.Sizes.Contains(size.Key)).ToDictionary(size => size.Key, size => size.Value));
        GraphVerifier.Verify(bound);
        Interpreter.Run(bound, GraphArguments.Uniform(bound, steps: 2, batch: 2, seed: 1, lengths: [2, 1]));
    }

    private static List<string> Mutated(List<string> lines, Random random)
    {
        var (at, other) = (1 + random.Next(lines.Count - 2), 1 + random.Next(lines.Count - 2));
        switch (random.Next(7))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(other, lines[at]);
                break;
            case 2:
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                lines[at] = Replaced(lines[at], Names(lines[at]), Names(lines[other]), random);
                break;
            case 4:
                lines[at] = Replaced(lines[at], Ops(lines[at]), Ops(lines[other]), random);
                break;
            case 5:
                lines[at] = Replaced(lines[at], Shapes(lines[at]), Shapes(lines[other]), random);
                break;
            default:
                lines[at] = Replaced(lines[at], Numbers(lines[at]), ["0", "-1", "2", "1000000", "NaN", "hidden", ""], random);
                break;
        }

        return lines;
    }

    // One of the line's own words becomes one of the other line's.
    private static string Replaced(string line, string[] own, string[] others, Random random)
    {
        if (own.Length == 0 || others.Length == 0)
        {
            return line;
        }

        var word = own[random.Next(own.Length)];
        var place = line.LastIndexOf(word, StringComparison.Ordinal);
        return line[..place] + others[random.Next(others.Length)] + line[(place + word.Length)..];
    }

    private static string[] Arguments(string line)
        => line.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open && line.IndexOf(')', open) is >= 0 and var close ? line[(open + 1)..close].Split(", ") : [];

    private static string[] Names(string line) => [.. Arguments(line).Where(argument => argument.Length > 0 && char.IsLetter(argument[0]))];

    private static string[] Numbers(string line) => [.. Arguments(line).Where(argument => argument.Length > 0 && char.IsDigit(argument[0]))];

    private static string[] Ops(string line)
        => line.Split(" = ") is [_, var right] && right.Split('(', ' ') is [{ Length: > 0 } op, ..] ? [op] : [];

    private static string[] Shapes(string line)
        => line.IndexOf('[', StringComparison.Ordinal) is >= 0 and var open && line.IndexOf(']', open) is >= 0 and var close ? [line[open..(close + 1)]] : [];
}
