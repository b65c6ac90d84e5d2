using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation.Types;

/// <summary>One row of <see cref="LibraryTable"/>: a library type and those of its members that a definition may use.</summary>
internal sealed class LibraryType
{
    private readonly Func<Type, Type>? _represent;

    /// <param name="name">The full metadata name, <c>System.Collections.Generic.List`1</c>.</param>
    /// <param name="host">The type that is called in its stead: itself, or null when only <paramref name="substitute"/> stands for it.</param>
    /// <param name="substitute">Static methods of ours that replace some or all members, with the instance as their first parameter.</param>
    /// <param name="represent">For a generic type that can't be handled by reflection: what stands for it, given its type argument.</param>
    /// <param name="members">Names of allowed methods, properties and fields; <c>new</c> for constructors.</param>
    public LibraryType(string name, Type? host, Type? substitute, Func<Type, Type>? represent, params string[] members)
    {
        Name = name;
        Host = host;
        Substitute = substitute;
        Members = members;
        _represent = represent;
    }

    public string Name { get; }

    public Type? Host { get; }

    public Type? Substitute { get; }

    public IReadOnlyList<string> Members { get; }

    /// <summary>The run-time type for given type arguments; null when one of them may not be used.</summary>
    public Type? Close(INamedTypeSymbol symbol, Type[]? arguments)
    {
        if (arguments is null)
        {
            return null;
        }

        if (_represent is not null)
        {
            return _represent(arguments[0]);
        }

        if (Host is null)
        {
            return Substitute;
        }

        return Host.IsGenericTypeDefinition && !symbol.IsUnboundGenericType ? Host.MakeGenericType(arguments) : Host;
    }

    /// <summary>Whether a definition may use a member of this type.</summary>
    public bool Allows(ISymbol member)
    {
        var name = member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } => "new",
            IMethodSymbol { AssociatedSymbol: { } property } => property.MetadataName,
            _ => member.MetadataName,
        };
        return Members.Contains(name);
    }
}
