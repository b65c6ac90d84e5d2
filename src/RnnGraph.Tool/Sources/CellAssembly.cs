using System.Reflection;
using System.Runtime.Loader;
using RnnGraph.Compiler;
using RnnGraph.Text;

namespace RnnGraph.Tool.Sources;

/// <summary>Loads an assembly and lists the cells and networks that were generated into it.</summary>
internal static class CellAssembly
{
    public static IReadOnlyList<Definition> Read(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            // What is loaded already is taken from there: a test, or this tool, may have the very assembly.
            var assembly = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(loaded => !loaded.IsDynamic && loaded.Location == full) ?? new Context(full).LoadFromAssemblyPath(full);
            return
            [
                .. assembly.GetTypes()
                    .Select(type => (Type: type, Graph: type.GetCustomAttribute<CellGraphAttribute>(inherit: false)))
                    .Where(found => found.Graph is not null)
                    .OrderBy(found => found.Type.FullName, StringComparer.Ordinal)
                    .Select(found => new Definition(found.Graph!.Text, Target(found.Type, found.Graph.Text), found.Type)),
            ];
        }
        catch (Exception fault) when (fault is BadImageFormatException or FileLoadException or ReflectionTypeLoadException or FileNotFoundException)
        {
            var inner = fault is ReflectionTypeLoadException types ? types.LoaderExceptions.FirstOrDefault(one => one is not null) ?? fault : fault;
            throw new ToolException($"SOURCE: expected an assembly that this tool (RnnGraph {typeof(Size).Assembly.GetName().Version}) can load; {path}: {inner.Message}");
        }
    }

    /// <summary>What the generator completed: read back from what it made.</summary>
    private static CellTarget Target(Type type, string text)
    {
        var containers = new List<string>();
        for (var outer = type.DeclaringType; outer is not null; outer = outer.DeclaringType)
            containers.Insert(0, $"partial {(outer.IsValueType ? "struct" : outer.IsInterface ? "interface" : "class")} {outer.Name}");
        var bindings = GraphText.Parse(text).Sizes
            .Select(size => (size, field: type.GetField(size, BindingFlags.NonPublic | BindingFlags.Static)))
            .Where(pair => pair.field is { IsLiteral: true })
            .Select(pair => new KeyValuePair<string, int>(pair.size, (int)pair.field!.GetRawConstantValue()!))
            .ToList();
        return new CellTarget(type.Name, type.Namespace ?? "", containers, type.IsVisible ? "public" : "internal", Scalar(type) == typeof(double), bindings);
    }

    /// <summary>What a generated class computes in.</summary>
    private static Type? Scalar(Type? type) =>
        type is null ? null : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Recurrent<>) ? type.GetGenericArguments()[0] : Scalar(type.BaseType);

    /// <summary>The assembly with its own dependencies, but with this tool's RnnGraph, so that its classes are those that the tool knows.</summary>
    private sealed class Context(string path) : AssemblyLoadContext(path)
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name is "RnnGraph" or "RnnGraph.Language" || _resolver.ResolveAssemblyToPath(assemblyName) is not { } found ? null : LoadFromAssemblyPath(found);
    }
}
