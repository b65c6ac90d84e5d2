using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGraph.Compiler.Tests;

/// <summary>Emitted C# compiled in process.</summary>
internal static class EmittedAssembly
{
    /// <summary>Compiles emitted files, with public classes; fails on warnings.</summary>
    public static Assembly Compile(IEnumerable<string> sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Emitted",
            sources.Select(source => CSharpSyntaxTree.ParseText(source.Replace("\npartial class", "\npublic partial class", StringComparison.Ordinal))),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(5)));
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        image.Position = 0;

        // Each in a context of its own: one context has no two assemblies of a name. A long run lets go of those that it is done with.
        return new AssemblyLoadContext("emitted", isCollectible: true).LoadFromStream(image);
    }
}
