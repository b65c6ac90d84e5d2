using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGraph.Jit.Compiling;

/// <summary>Compiles the C# of some cells to one assembly and loads it where it can be collected.</summary>
internal static class EmittedAssembly
{
    private const string Root = "RnnGraph.Jit.Emitted";

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp13, DocumentationMode.None);

    // As a release build of a user's project: the same C# gives the same machine code.
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, deterministic: true);

    private static int _count;

    /// <summary>The loaded class of each source, in their order.</summary>
    [RequiresUnreferencedCode("Loads an assembly that was compiled at run time.")]
    public static IReadOnlyList<Type> Load(IReadOnlyList<GraphSource> sources)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Root}.Assembly{Interlocked.Increment(ref _count)}");
        string Namespace(int index) => string.Create(CultureInfo.InvariantCulture, $"{Root}.Cell{index}");
        for (var index = 0; index < sources.Count; index++)
            sources[index].Emit(Namespace(index));

        using var image = Compile(name, sources.SelectMany((source, index) => Trees(source, Namespace(index))));

        // A context of its own, which lives as long as anything refers to its types; RnnGraph itself is found where this assembly found it.
        var context = new EmittedContext(name);
        var assembly = context.LoadFromStream(image);
        return [.. sources.Select((source, index) => assembly.GetType($"{Namespace(index)}.{source.ClassName}", throwOnError: true)!)];
    }

    private static IEnumerable<SyntaxTree> Trees(GraphSource source, string namespaceName) => source.Files
        .Select(file => file.Source)
        .Append($"namespace {namespaceName}; public partial class {source.ClassName};")
        .Select(text => CSharpSyntaxTree.ParseText(text, Parsing));

    private static MemoryStream Compile(string name, IEnumerable<SyntaxTree> trees)
    {
        var image = new MemoryStream();
        var result = CSharpCompilation.Create(name, trees, RuntimeReferences.All, Options).Emit(image);
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5);
            throw new RuntimeCompilationException($"The C# of a graph doesn't compile, which is a fault of RnnGraph:\n{string.Join('\n', errors.Select(Describe))}");
        }

        image.Position = 0;
        return image;
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
        return $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)} in: {line}";
    }

    private sealed class EmittedContext(string name) : AssemblyLoadContext(name, isCollectible: true)
    {
        private static readonly AssemblyLoadContext? Runtime = GetLoadContext(typeof(RecurrentCell<>).Assembly);

        // Matters when RnnGraph was itself loaded as a plug-in; otherwise the default context answers anyway.
        protected override System.Reflection.Assembly? Load(System.Reflection.AssemblyName assemblyName) =>
            Runtime == Default ? null : Runtime?.LoadFromAssemblyName(assemblyName);
    }
}
