using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace RnnGraph.Architecture.Tests;

/// <summary>Who may know whom (docs/architecture.md).</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData("src/RnnGraph.Language", "")]
    [InlineData("src/RnnGraph.Compiler", "RnnGraph.Language")]
    [InlineData("src/RnnGraph", "RnnGraph.Language")]
    [InlineData("src/RnnGraph.Cells", "RnnGraph")]
    [InlineData("src/RnnGraph.Torch", "RnnGraph")]
    [InlineData("src/RnnGraph.Training", "RnnGraph")]
    [InlineData("src/RnnGraph.Jit", "RnnGraph RnnGraph.Compiler")]
    [InlineData("src/RnnGraph.Onnx", "RnnGraph.Jit")]
    [InlineData("src/RnnGraph.Tool", "RnnGraph.Compiler RnnGraph.Jit RnnGraph.Onnx")]
    [InlineData("generators/RnnGraph.Generators", "")]
    public void A_project_references_only(string folder, string expected)
    {
        var project = XDocument.Load(Repository.PathTo(folder, Path.GetFileName(folder) + ".csproj"));
        var references = project.Descendants("ProjectReference")
            .Where(reference => reference.Attribute("OutputItemType")?.Value != "Analyzer")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(' ', references));
    }

    [Theory]
    [InlineData("RnnGraph.Language.dll")]
    [InlineData("RnnGraph.Compiler.dll", "RnnGraph.Language")]
    [InlineData("RnnGraph.dll", "RnnGraph.Language", "System.Numerics.Tensors")]
    [InlineData("RnnGraph.Cells.dll", "RnnGraph", "RnnGraph.Language")]
    [InlineData("RnnGraph.Torch.dll", "RnnGraph", "RnnGraph.Language", "System.Numerics.Tensors")]
    [InlineData("RnnGraph.Training.dll", "RnnGraph", "RnnGraph.Language", "System.Numerics.Tensors")]
    [InlineData("RnnGraph.Jit.dll", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "RnnGraph", "RnnGraph.Compiler", "RnnGraph.Language")]
    [InlineData("RnnGraph.Onnx.dll", "Google.Protobuf", "RnnGraph", "RnnGraph.Jit", "RnnGraph.Language", "System.Numerics.Tensors")]
    public void An_assembly_knows_the_framework_and_at_most(string file, params string[] allowed)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, file)));
        var metadata = image.GetMetadataReader();
        var references = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => !IsFramework(name));
        Assert.Empty(references.Except(allowed, StringComparer.Ordinal));
    }

    private static bool IsFramework(string assembly) =>
        assembly is "netstandard" or "System.Private.CoreLib"
        || (assembly.StartsWith("System.", StringComparison.Ordinal) && assembly != "System.Numerics.Tensors");
}
