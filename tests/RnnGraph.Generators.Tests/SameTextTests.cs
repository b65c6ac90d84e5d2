using System.Reflection;
using RnnGraph.Generators.Tests.Harness;
using RnnGraph.Text;

namespace RnnGraph.Generators.Tests;

/// <summary>Running a definition and reading it while it compiles print the same graph, letter for letter.</summary>
public class SameTextTests
{
    public static TheoryData<string, string> Definitions()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Sources.Files)
        {
            foreach (var model in Generated.From(Sources.Read(file)).Models.Where(m => Defining(m.HintName) is not null))
            {
                data.Add(file, model.HintName);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Recording_and_interpretation_print_the_same_graph(string file, string className)
    {
        var generated = Generated.From(Sources.Read(file));
        Assert.Empty(generated.Diagnostics);

        var interpreted = generated.Models.Single(m => m.HintName == className).CanonicalText;

        Assert.Equal(Record(className), interpreted);
    }

    /// <summary>The text of a definition that runs.</summary>
    private static string Record(string className)
    {
        var method = Defining(className)!;
        var cell = new CellBuilder();
        var arguments = method.GetParameters()
            .Select(p => p.ParameterType == typeof(CellBuilder) ? cell : p.ParameterType == typeof(Size) ? cell.DeclareSize(p.Name!) : p.DefaultValue);
        method.Invoke(null, arguments.ToArray());
        return GraphText.Print(cell.Build(method.DeclaringType!.Name));
    }

    private static MethodInfo? Defining(string className) =>
        typeof(SameTextTests).Assembly.GetType(className)?.GetMethod("Define", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public);
}
