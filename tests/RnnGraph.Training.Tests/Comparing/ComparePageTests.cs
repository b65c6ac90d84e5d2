using RnnGraph.TestKit;

namespace RnnGraph.Training.Tests.Comparing;

/// <summary>The project that docs/compare.md shows is the one that the packages are tried with.</summary>
public sealed class ComparePageTests
{
    [Theory]
    [InlineData("Cells.cs")]
    [InlineData("Program.cs")]
    public void Its_code_stands_in_the_package_test(string file) => Assert.Contains(
        $"```csharp\n{File.ReadAllText(Repository.PathTo("scripts", "package-test", "Compare", file))}```\n", File.ReadAllText(Repository.PathTo("docs", "compare.md")), StringComparison.Ordinal);
}
