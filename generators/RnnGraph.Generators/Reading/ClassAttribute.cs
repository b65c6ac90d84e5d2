using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGraph.Generators.Reading;

/// <summary>What an attribute that completes a class says, each part with its place.</summary>
internal sealed class ClassAttribute
{
    public ClassAttribute(DefinitionKind kind, AttributeData data, CancellationToken cancellation)
    {
        Kind = kind;
        Syntax = (AttributeSyntax)data.ApplicationSyntaxReference!.GetSyntax(cancellation);
        Definition = data.AttributeClass?.TypeArguments.FirstOrDefault() as INamedTypeSymbol;
        IsBinding = data.AttributeClass?.TypeArguments.Length > 0;
        Sizes = Values(data.ConstructorArguments.FirstOrDefault());
        Structure = Values(Named(data, "Structure"));
        IsDouble = Named(data, "Precision").Value is (int)Precision.Double;
    }

    public DefinitionKind Kind { get; }

    public AttributeSyntax Syntax { get; }

    public Location Place => Syntax.GetLocation();

    /// <summary>Whether it is the form that binds another class's definition.</summary>
    public bool IsBinding { get; }

    /// <summary>The class whose definition is bound, if it is known.</summary>
    public INamedTypeSymbol? Definition { get; }

    public IReadOnlyList<TypedConstant> Sizes { get; }

    public IReadOnlyList<TypedConstant> Structure { get; }

    public bool IsDouble { get; }

    /// <summary>The place of a size, if it is written as an argument of its own.</summary>
    public Location SizePlace(int index)
    {
        var arguments = Syntax.ArgumentList?.Arguments.Where(a => a.NameEquals is null).ToList();
        return arguments is not null && arguments.Count == Sizes.Count ? arguments[index].GetLocation() : Place;
    }

    /// <summary>The place of the structure values.</summary>
    public Location StructurePlace =>
        Syntax.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "Structure")?.GetLocation() ?? Place;

    private static TypedConstant Named(AttributeData data, string name) => data.NamedArguments.FirstOrDefault(a => a.Key == name).Value;

    private static IReadOnlyList<TypedConstant> Values(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Array && !constant.IsNull ? constant.Values : Array.Empty<TypedConstant>();
}
