using System.Globalization;
using System.Reflection;
using System.Text;
using RnnGraph.Ops;

namespace RnnGraph.Language.Tests.Documentation;

/// <summary>docs/language.md lists every call of a definition and every op of a graph. It is made from the code, so it can't be wrong.</summary>
public class LanguagePageTests
{
    private const string Beginning = """
        # The language: every call and every op

        A definition computes with nodes. A node is a vector of features at the current step, or a parameter; its size may be a symbol that is bound later. Two nodes meet
        feature by feature and must have the same size; one feature is spread with `Expand`, never by itself. A matrix that is computed is the vector of its rows, one
        after the other; matrices as such are parameters only.

        Names are given by the definition: those of inputs, states and outputs, and for parameters a gate and a role, `i.U`, which are their keys in a checkpoint.
        See [the text of a graph](graph-text.md) for what becomes of them.

        A test makes this page from the code: the tables are its public members and the op rows, with their own words.


        """;

    [Fact]
    public void The_page_lists_what_the_code_has()
    {
        var path = Repository.PathTo("docs", "language.md");
        var received = Repository.PathTo("docs", "language.received.md");
        var expected = Page();
        if (!File.Exists(path) || File.ReadAllText(path).ReplaceLineEndings("\n") != expected)
        {
            File.WriteAllText(received, expected);
            Assert.Fail($"docs/language.md is not what the code says; the page that it gives is in {received}: move it there if the change is meant.");
        }

        File.Delete(received);
    }

    [Fact]
    public void Every_call_and_every_op_says_what_it_is()
    {
        Assert.All(new[] { typeof(Op), typeof(CellBuilder), typeof(NetworkBuilder) }.SelectMany(Calls), call => Assert.NotNull(Documented.Summary(call)));
        Assert.All(OpTable.All, op => Assert.NotNull(Documented.Summary(Property(op))));
    }

    private static string Page()
    {
        var page = new StringBuilder(Beginning.ReplaceLineEndings("\n"));
        page.Append("## Functions\n\nFor `using static RnnGraph.Op;`, beside the operators `+`, `-`, `*` and `/` of nodes and numbers.\n\n");
        Table(page, "", Calls(typeof(Op)));
        page.Append("\n## Calls of a cell's builder\n\n");
        Table(page, "cell.", Calls(typeof(CellBuilder)));
        page.Append("\n## Calls of a network's builder\n\nAnd all functions above, on its nodes.\n\n");
        Table(page, "net.", Calls(typeof(NetworkBuilder)));
        page.Append("\n## Ops of a graph\n\nWhat the calls become. a, b and x are operands, y is the result, ẏ the derivative of the loss by y, and ẋ what the operand's receives from it.\n");
        foreach (var kind in OpTable.All.GroupBy(op => op.Kind).OrderBy(kind => kind.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {kind.Key}\n\n| op | operands | numbers | meaning |\n|---|---|---|---|\n");
            foreach (var op in kind)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{op.Name}` | {op.Arity}{(op.IsVariadic ? " or more" : "")} | {op.NumberCount} | {Documented.Summary(Property(op))} |\n");
            }
        }

        return page.ToString();
    }

    private static void Table(StringBuilder page, string receiver, IEnumerable<MemberInfo> calls)
    {
        page.Append("| call | what it is |\n|---|---|\n");
        foreach (var call in calls)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{receiver}{Documented.Signature(call)}` | {Documented.Summary(call)} |\n");
        }
    }

    private static IEnumerable<MemberInfo> Calls(Type type)
        => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => (member as MethodInfo)?.GetParameters().Length)
            .ThenBy(Documented.Signature, StringComparer.Ordinal);

    private static PropertyInfo Property(OpRow op)
        => typeof(OpRow).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(OpRow).Namespace)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Single(property => typeof(OpRow).IsAssignableFrom(property.PropertyType) && property.GetValue(null) == op);
}
