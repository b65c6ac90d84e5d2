using System.Reflection;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Running a definition and reading it while it compiles print the same graph, letter for letter.</summary>
public class SameTextTests
{
    public static TheoryData<string> Cells() => [.. Sources.All.Value.Models.Select(m => m.HintName)];

    [Fact]
    public void Definitions_are_free_of_diagnostics() => Assert.Empty(Sources.All.Value.Diagnostics);

    [Fact]
    public void Every_class_with_an_attribute_is_read()
    {
        var attributed = typeof(SameTextTests).Assembly.GetTypes().Where(t => t.GetCustomAttributes().Any(Recorded.IsOfDefinition)).ToList();

        Assert.Contains(attributed, t => t.GetCustomAttribute<RecurrentNetworkAttribute>() is not null);
        Assert.Equal(attributed.Select(t => t.FullName).Order(StringComparer.Ordinal), Sources.All.Value.Models.Select(m => m.HintName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Recording_and_interpretation_print_the_same_graph(string hintName)
    {
        var interpreted = Sources.All.Value.Models.Single(m => m.HintName == hintName).CanonicalText;

        Assert.Equal(Recorded.Text(typeof(SameTextTests).Assembly.GetType(hintName)!), interpreted);
    }
}
