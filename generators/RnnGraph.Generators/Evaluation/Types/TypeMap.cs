using System.Reflection;
using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation.Types;

/// <summary>
/// Which run-time type stands for a type of the user's program: for the language's own types those of the copy that is linked into this assembly, for library
/// types those that <see cref="LibraryTable"/> allows, and for the user's own classes, structs, enums and delegates <see cref="object"/>, so that
/// <c>List&lt;Gate&gt;</c> is a list of objects.
/// </summary>
internal sealed class TypeMap
{
    private const string LanguageAssembly = "RnnGraph.Language";

    private static readonly Assembly Linked = typeof(CellBuilder).Assembly;

    private static readonly Dictionary<SpecialType, Type> Special = new()
    {
        [SpecialType.System_Boolean] = typeof(bool),
        [SpecialType.System_Char] = typeof(char),
        [SpecialType.System_SByte] = typeof(sbyte),
        [SpecialType.System_Byte] = typeof(byte),
        [SpecialType.System_Int16] = typeof(short),
        [SpecialType.System_UInt16] = typeof(ushort),
        [SpecialType.System_Int32] = typeof(int),
        [SpecialType.System_UInt32] = typeof(uint),
        [SpecialType.System_Int64] = typeof(long),
        [SpecialType.System_UInt64] = typeof(ulong),
        [SpecialType.System_Single] = typeof(float),
        [SpecialType.System_Double] = typeof(double),
        [SpecialType.System_String] = typeof(string),
        [SpecialType.System_Object] = typeof(object),
        [SpecialType.System_Void] = typeof(void),
    };

    private readonly Compilation _compilation;
    private readonly Dictionary<ITypeSymbol, Type?> _known = new(SymbolEqualityComparer.Default);

    public TypeMap(Compilation compilation) => _compilation = compilation;

    /// <summary>Whether a symbol belongs to the language of cells, all of which a definition may use.</summary>
    public static bool IsLanguage(ISymbol symbol) => symbol.ContainingAssembly?.Name == LanguageAssembly;

    /// <summary>Whether a type is one of the language's own, in its namespace.</summary>
    public static bool IsOfLanguage(ITypeSymbol type) =>
        IsLanguage(type) && type.ContainingNamespace is { Name: "RnnGraph", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>Whether a type is declared in the user's own project.</summary>
    public bool IsUsers(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);

    /// <summary>The type itself, or of a nullable value type the type of its value: a value is never kept as Nullable.</summary>
    public ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>The run-time type, or null when a definition may not use it.</summary>
    public Type? Find(ITypeSymbol type, TypeArguments arguments)
    {
        var resolved = arguments.Resolve(type, _compilation);
        if (_known.TryGetValue(resolved, out var known))
        {
            return known;
        }

        var found = Find(resolved);
        _known[resolved] = found;
        return found;
    }

    private Type? Find(ITypeSymbol type) => type switch
    {
        { SpecialType: var special } when Special.TryGetValue(special, out var simple) => simple,
        IArrayTypeSymbol { Rank: 1 } array => Find(array.ElementType)?.MakeArrayType(),
        INamedTypeSymbol { IsTupleType: true } tuple => Tuple(tuple),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Nullable(nullable),
        INamedTypeSymbol named => Named(named),
        _ => null,
    };

    private Type? Tuple(INamedTypeSymbol tuple)
    {
        var elements = All(tuple.TupleElements.Select(e => e.Type));
        return elements is { Length: <= 7 } ? Type.GetType("System.ValueTuple`" + elements.Length)?.MakeGenericType(elements) : null;
    }

    private Type? Nullable(INamedTypeSymbol nullable) =>
        Find(nullable.TypeArguments[0]) is { } value ? value.IsValueType ? typeof(Nullable<>).MakeGenericType(value) : value : null;

    private Type? Named(INamedTypeSymbol named)
    {
        if (IsUsers(named))
        {
            return named.IsRefLikeType ? null : typeof(object);
        }

        if (named.DelegateInvokeMethod is not null || !IsLanguage(named))
        {
            return LibraryTable.Find(MetadataName(named)) is { } row ? row.Close(named, All(Arguments(named))) : null;
        }

        return Linked.GetType(MetadataName(named)) is { } own ? Close(own, All(named.TypeArguments)) : null;
    }

    /// <summary>The type arguments, and before them those of the types around it: run-time types have them all, <c>Dictionary&lt;,&gt;.KeyCollection</c> two.</summary>
    private static IEnumerable<ITypeSymbol> Arguments(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Arguments(outer).Concat(type.TypeArguments) : type.TypeArguments;

    private Type[]? All(IEnumerable<ITypeSymbol> types)
    {
        var all = new List<Type>();
        foreach (var type in types)
        {
            if (Find(type) is not { } found)
            {
                return null;
            }

            all.Add(found);
        }

        return all.ToArray();
    }

    private static Type? Close(Type definition, Type[]? arguments) => definition.IsGenericTypeDefinition
        ? arguments is null ? null : definition.MakeGenericType(arguments)
        : definition;

    /// <summary>The full metadata name, <c>Namespace.Outer+Inner`1</c>.</summary>
    public static string MetadataName(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name;
    }
}
