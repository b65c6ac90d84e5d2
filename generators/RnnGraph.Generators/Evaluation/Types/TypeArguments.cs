using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation.Types;

/// <summary>What the type parameters in scope stand for in one call of a generic method or of a method of a generic type.</summary>
internal sealed class TypeArguments
{
    private readonly ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> _arguments;

    private TypeArguments(ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> arguments) => _arguments = arguments;

    public static TypeArguments None { get; } =
        new(ImmutableDictionary.Create<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default));

    /// <summary>Those of a member of <paramref name="type"/>, which has no open parameters any more.</summary>
    public static TypeArguments Of(INamedTypeSymbol? type)
    {
        var arguments = None;
        for (var at = type; at is not null; at = at.ContainingType)
        {
            arguments = arguments.With(at.OriginalDefinition.TypeParameters, at.TypeArguments);
        }

        return arguments;
    }

    public TypeArguments With(ImmutableArray<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> arguments)
    {
        if (parameters.Length == 0)
        {
            return this;
        }

        var all = _arguments;
        for (var i = 0; i < parameters.Length; i++)
        {
            all = all.SetItem(parameters[i], arguments[i]);
        }

        return new TypeArguments(all);
    }

    /// <summary>The type with every known parameter replaced.</summary>
    public ITypeSymbol Resolve(ITypeSymbol type, Compilation compilation)
    {
        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return _arguments.TryGetValue(parameter.OriginalDefinition as ITypeParameterSymbol ?? parameter, out var argument) ? argument : parameter;
            case IArrayTypeSymbol array:
                return compilation.CreateArrayTypeSymbol(Resolve(array.ElementType, compilation), array.Rank);
            case INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named when !_arguments.IsEmpty && named.TypeArguments.Any(IsOpen):
                return named.ConstructedFrom.Construct(named.TypeArguments.Select(a => Resolve(a, compilation)).ToArray());
            default:
                return type;
        }
    }

    /// <summary>Whether a type parameter stands somewhere in the type.</summary>
    public static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => false,
    };
}
