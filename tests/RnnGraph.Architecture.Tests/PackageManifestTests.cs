using System.Xml.Linq;

namespace RnnGraph.Architecture.Tests;

/// <summary>What the package RnnGraph brings along. scripts/test-package.sh reads the same from the packed file.</summary>
public class PackageManifestTests
{
    private static readonly XDocument Manifest = XDocument.Load(Repository.PathTo("src", "RnnGraph", "RnnGraph.nuspec"));

    [Fact]
    public void It_depends_on_tensors_alone() => Assert.Equal(["System.Numerics.Tensors"], Attributes("dependency", "id"));

    [Theory]
    [InlineData("RnnGraph.Language")]
    [InlineData("RnnGraph.Compiler")]
    [InlineData("RnnGraph")]
    [InlineData("RnnGraph.Cells")]
    [InlineData("RnnGraph.Torch")]
    [InlineData("RnnGraph.Training")]
    public void Roslyn_and_Protobuf_enter_no_app_that_does_not_ask_for_them(string project)
    {
        var packages = XDocument.Load(Repository.PathTo("src", project, project + ".csproj")).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);
        Assert.DoesNotContain(packages, package => package.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || package == "Google.Protobuf");
    }

    [Fact]
    public void It_declares_every_package_that_the_project_references()
    {
        var project = XDocument.Load(Repository.PathTo("src", "RnnGraph", "RnnGraph.csproj"));
        var referenced = project.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);
        Assert.Equal(referenced, Attributes("dependency", "id"));
    }

    [Fact]
    public void It_holds_libraries_generator_and_build_files() =>
        Assert.Equal(["", "analyzers/dotnet/cs/", "build/", "buildTransitive/", "lib/net10.0/"], Attributes("file", "target").Distinct(StringComparer.Ordinal));

    private static IEnumerable<string> Attributes(string element, string attribute) => Manifest.Descendants()
        .Where(node => node.Name.LocalName == element)
        .Select(node => node.Attribute(attribute)!.Value)
        .Order(StringComparer.Ordinal);
}
