using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGraph.Generators.Tests.Harness;

/// <summary>Makes compilations as a user's project has them: the framework, the language and the runtime, implicit usings.</summary>
internal static class Programs
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using RnnGraph;
        global using static RnnGraph.Op;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private static readonly IReadOnlyList<MetadataReference> References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System", StringComparison.Ordinal) || name is "RnnGraph.dll" or "RnnGraph.Language.dll" or "netstandard.dll"))
        .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p))
        .ToList();

    public static SyntaxTree Parse(string text, string path = "Cell.cs") => CSharpSyntaxTree.ParseText(text, Parsing, path);

    /// <summary>A program of these files; the first is called <c>Cell.cs</c>, the others <c>Other1.cs</c> and so on.</summary>
    public static CSharpCompilation Of(params string[] files) => Of(files.Select((f, i) => Parse(f, i == 0 ? "Cell.cs" : $"Other{i}.cs")));

    public static CSharpCompilation Of(IEnumerable<SyntaxTree> trees, string name = "Program", params MetadataReference[] more) => CSharpCompilation.Create(
        name,
        trees.Append(Parse(ImplicitUsings, "Usings.cs")),
        [.. References, .. more],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The program after an edit of one of its files.</summary>
    public static CSharpCompilation Edit(this CSharpCompilation program, string path, string before, string after)
    {
        var tree = program.SyntaxTrees.Single(t => t.FilePath == path);
        var text = tree.ToString();
        Assert.Contains(before, text, StringComparison.Ordinal);
        return program.ReplaceSyntaxTree(tree, Parse(text.Replace(before, after, StringComparison.Ordinal), path));
    }

    /// <summary>The program with one more file, the first of all, where it moves every other.</summary>
    public static CSharpCompilation Add(this CSharpCompilation program, string path, string text) =>
        program.RemoveAllSyntaxTrees().AddSyntaxTrees(program.SyntaxTrees.Prepend(Parse(text, path)));

    /// <summary>A library called <c>Library</c> with what is generated for it.</summary>
    public static CSharpCompilation Library(params string[] files) =>
        (CSharpCompilation)Generated.From(Of(files.Select((f, i) => Parse(f, $"Library{i}.cs")), "Library")).Output;

    /// <summary>A program that references a library, as a compiled file.</summary>
    public static CSharpCompilation Using(CSharpCompilation library, string source) => Of([Parse(source)], "Program", MetadataReference.CreateFromImage(Image(library)));

    /// <summary>The compiled file.</summary>
    public static byte[] Image(Compilation program)
    {
        using var image = new MemoryStream();
        Assert.Empty(program.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return image.ToArray();
    }
}
