using System.Reflection;
using RnnGraph.Generators.Tests.Harness;
using RnnGraph.Text;

namespace RnnGraph.Generators.Tests;

/// <summary>Running a definition and reading it while it compiles print the same graph, letter for letter.</summary>
public class SameTextTests
{
    public static TheoryData<string> Cells() => [.. Sources.All.Value.Models.Select(m => m.HintName)];

    [Fact]
    public void Definitions_are_free_of_diagnostics() => Assert.Empty(Sources.All.Value.Diagnostics);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Recording_and_interpretation_print_the_same_graph(string hintName)
    {
        var interpreted = Sources.All.Value.Models.Single(m => m.HintName == hintName).CanonicalText;

        Assert.Equal(Record(typeof(SameTextTests).Assembly.GetType(hintName)!), interpreted);
    }

    /// <summary>The text of a definition that runs.</summary>
    private static string Record(Type type)
    {
        var attribute = type.GetCustomAttributes().Single(a => a.GetType().Name.StartsWith("Recurrent", StringComparison.Ordinal));
        var owner = attribute.GetType().GenericTypeArguments.FirstOrDefault() ?? type;
        var define = owner.GetMethod("Define", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
        var structure = new Queue<object>((object[])attribute.GetType().GetProperty("Structure")!.GetValue(attribute)!);
        var (cell, net) = (new CellBuilder(), new NetworkBuilder());
        var isNetwork = define.GetParameters()[0].ParameterType == typeof(NetworkBuilder);
        object[] arguments =
        [
            isNetwork ? net : cell,
            .. define.GetParameters().Skip(1).Select(p =>
                p.ParameterType == typeof(Size) ? isNetwork ? net.DeclareSize(p.Name!) : cell.DeclareSize(p.Name!)
                : structure.TryDequeue(out var value) ? value : p.DefaultValue!),
        ];
        define.Invoke(null, arguments);
        return GraphText.Print(isNetwork ? net.Build(owner.Name) : cell.Build(owner.Name));
    }
}
