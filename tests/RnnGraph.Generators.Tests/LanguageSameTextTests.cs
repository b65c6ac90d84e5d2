using System.Reflection;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;
using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Generators.Tests;

/// <summary>
/// The definitions of the language's own tests, its networks and those of <c>docs/networks.md</c> among them, read while they compile. They are methods; here a class is written around
/// each.
/// </summary>
public class LanguageSameTextTests
{
    private static readonly Dictionary<string, Graph> Expected = new(StringComparer.Ordinal);

    private static readonly Lazy<Generated> Read = new(() => Generated.From(Programs.Of(
        Sources.LanguageFiles.Select(f => Programs.Parse(Sources.Read(f), f))
            .Append(Programs.Parse("using RnnGraph.Language.Tests.Definitions;\n" + string.Concat(Classes())))
            .Append(Programs.Parse("global using Xunit;", "Xunit.cs")),
        "Program",
        MetadataReference.CreateFromFile(typeof(TheoryData).Assembly.Location))));

    [Fact]
    public void Reading_them_prints_what_recording_them_does()
    {
        Assert.Empty(Read.Value.Diagnostics);
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), Read.Value.Models.Select(m => m.HintName).Order(StringComparer.Ordinal));
        Assert.All(Expected, pair => Assert.Equal(GraphText.Print(pair.Value), Read.Value.Model(pair.Key).CanonicalText));
    }

    private static IEnumerable<string> Classes()
    {
        foreach (var (index, definition) in Catalogue.All.Values.Index())
        {
            var name = $"Cell{index}";
            Expected[name] = Recording.Symbolic(definition, name);
            yield return Class(name, "RecurrentCell", "CellBuilder b, Size input, Size hidden", $"{definition.Method.DeclaringType!.Name}.{definition.Method.Name}(b, input, hidden)");
        }

        foreach (var (index, (key, definition)) in NetworkCatalogue.All.Index())
        {
            var name = $"Network{index}";
            Expected[name] = Recording.Network(net => definition(net, net.DeclareSize("n"), net.DeclareSize("m")), name);
            yield return Class(name, "RecurrentNetwork", "NetworkBuilder b, Size n, Size m", $"NetworkCatalogue.All[\"{key}\"](b, n, m)");
        }

        foreach (var method in typeof(DocumentedNetworks).GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Where(m => m.IsAssembly && !m.Name.Contains('<', StringComparison.Ordinal)))
        {
            var name = "Documented" + method.Name;
            var sizes = method.GetParameters().Where(p => p.ParameterType == typeof(Size)).Select(p => p.Name!).ToList();
            var layers = method.GetParameters().Skip(1 + sizes.Count).Select(_ => 3).ToList();
            Expected[name] = Recording.Network(net => method.Invoke(null, [net, .. sizes.Select(s => (object)net.DeclareSize(s)), .. layers.Cast<object>()]), name);
            yield return Class(name, "RecurrentNetwork", "NetworkBuilder b, " + string.Join(", ", sizes.Select(s => "Size " + s)), $"DocumentedNetworks.{method.Name}({string.Join(", ", ["b", .. sizes, .. layers])})");
        }
    }

    private static string Class(string name, string attribute, string parameters, string call) =>
        $"[{attribute}] public partial class {name} {{ internal static void Define({parameters}) => {call}; }}\n";
}
