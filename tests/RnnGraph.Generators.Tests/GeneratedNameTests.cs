using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Names of a definition that C#, the generated class, its bases or its bodies use themselves.</summary>
public class GeneratedNameTests
{
    /// <summary>Contextual keywords, members of the generated class and its bases, locals and helpers of its bodies, names of types.</summary>
    private static readonly string[] Taken =
    [
        "field", "value", "var", "record", "file", "scoped", "await", "nameof", "partial", "T", "args", "global", "plan", "sizes", "pass", "s", "x", "h", "state", "workspace", "lengths", "gradients", "t",
        "row", "rows", "begin", "end", "batch", "length", "Vector", "Math", "Size", "Forward", "Backward", "Create", "Step", "Signature", "Parameters", "SizeNames", "Derive", "Loss", "Plan", "Initialize",
        "System", "RnnGraph", "Rnn", "Compiler", "Pass", "Define", "CreateState",
    ];

    /// <summary>What no size can be called: a keyword, or a member that stands beside the sizes.</summary>
    private static readonly string[] Refused = ["in", "class", "float", "this", "base", "null", "default", "checked", "stackalloc", "Slot", "Axis", "Describe"];

    public static TheoryData<bool, string> Forms => new()
    {
        { false, "" },
        { false, "(3, 4)" },
        { true, "" },
        { true, "(3, 4)" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Sizes_may_be_called_so(bool isNetwork, string bound) => AssertCompile(Taken.Select(name => Model(isNetwork, bound, name, "a")), bound.Length > 0, Taken);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Values_may_be_called_so(bool isNetwork, string bound)
    {
        string[] names = [.. Taken, .. Refused, "steps", "next", "previous", "final"];
        AssertCompile(names.Select(name => Model(isNetwork, bound, "size", name)), bound.Length > 0, [.. names.Select(_ => "size")]);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_no_size_can_be_called_is_told(bool isNetwork, string bound)
    {
        foreach (var name in Refused)
        {
            var diagnostic = Assert.Single(Generated.From(Model(isNetwork, bound, name, "a")).Diagnostics);

            Assert.Equal("RNN1006", diagnostic.Id);
            Assert.Contains($"its size '{name}' is called like a ", diagnostic.GetMessage(null), StringComparison.Ordinal);
        }
    }

    private static void AssertCompile(IEnumerable<string> models, bool isBound, IReadOnlyList<string> sizes)
    {
        // A namespace for each model, and a class that makes an object of it.
        var files = models.Select((text, index) => $$"""
            namespace N{{index}}
            {
                {{text}}

                internal static class Maker
                {
                    internal static object Make() => new MyModel({{(isBound ? "" : $"@{sizes[index]}: 3, other: 4")}});
                }
            }
            """);
        var generated = Generated.From([.. files]);

        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.Equal(sizes, generated.Models.Select(m => m.SizeNames[0]));
    }

    private static string Model(bool isNetwork, string bound, string size, string name) => isNetwork ? Network(bound, size, name) : Cell(bound, size, name);

    private static string Cell(string bound, string size, string name) => $$"""
        [RecurrentCell{{bound}}]
        public partial class MyModel
        {
            internal static void Define(CellBuilder builder, Size @{{size}}, Size other)
            {
                var input = builder.Input("{{name}}", @{{size}});
                var before = builder.State("{{name}}_s", other);
                var gate = Tanh(builder.Affine("{{name}}_z", other, input, before)).As("{{name}}_v");
                var part = builder.Scope("{{name}}_p", c => { var (p, q) = (c.Input("p", other), c.State("q", other)); c.Next(q, p * q + p); c.Output("o", q.Next); }, gate);
                builder.Next(before, part.Output * builder.Parameter("{{name}}_w", other));
                builder.Output("{{name}}_y", before.Next);
                builder.Tap("{{name}}_t", gate);
            }
        }
        """;

    private static string Network(string bound, string size, string name) => $$"""
        [RecurrentNetwork{{bound}}]
        public partial class MyModel
        {
            internal static void Define(NetworkBuilder builder, Size @{{size}}, Size other)
            {
                var time = builder.Time("{{name}}");
                var word = builder.Embedding("{{name}}_e", other, builder.Tokens("{{name}}_words", @{{size}}, time));
                var scan = builder.Scan("{{name}}_scan", c => { var (p, q) = (c.Input("p", other), c.State("{{name}}_q", other)); c.Next(q, p * q + p); c.Output("o", q.Next); }, word);
                var logits = builder.Dense("{{name}}_d", @{{size}}, scan.Output);
                builder.Output("{{name}}_y", logits);
                builder.Loss("{{name}}_loss", builder.SoftmaxCrossEntropy(logits, builder.Tokens("{{name}}_next", @{{size}}, time)));
            }
        }
        """;
}
