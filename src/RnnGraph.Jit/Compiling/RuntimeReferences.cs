using System.Reflection;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace RnnGraph.Jit.Compiling;

/// <summary>
/// What emitted C# is compiled against: RnnGraph and the framework as they are loaded in this process. Their metadata is read from memory, so that there need be no
/// files (a single-file app has none) and the versions are by construction those that the code will run on.
/// </summary>
internal static class RuntimeReferences
{
    // Everything that emitted code and the signatures it calls name lies in these; netstandard is what the language was compiled against.
    private static readonly string[] Framework = ["System.Runtime", "System.Collections", "System.Memory", "System.Numerics.Vectors", "System.Runtime.Intrinsics", "netstandard"];

    private static readonly Lazy<MetadataReference[]> Loaded = new(() =>
    [
        .. new[] { typeof(object).Assembly, typeof(RecurrentCell<>).Assembly, typeof(Size).Assembly }
            .Concat(Framework.Select(name => Assembly.Load(new AssemblyName(name))))
            .Distinct()
            .Select(Reference),
    ]);

    public static MetadataReference[] All => Loaded.Value;

    private static unsafe PortableExecutableReference Reference(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var blob, out var length))
            throw new PlatformNotSupportedException($"The metadata of {assembly.GetName().Name} can't be read in this process, so nothing can be compiled against it.");
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)blob, length)).GetReference(display: assembly.GetName().Name);
    }
}
