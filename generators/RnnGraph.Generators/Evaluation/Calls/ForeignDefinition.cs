using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>The definition of a class from another assembly, whose source can't be read here: the graph that the class carries, made with the structure that was bound there.</summary>
internal sealed class ForeignDefinition
{
    private readonly IMethodSymbol _method;
    private readonly IReadOnlyList<TypedConstant> _structure;

    private ForeignDefinition(IMethodSymbol method, string text, IReadOnlyList<TypedConstant> structure)
    {
        _method = method;
        Text = text;
        _structure = structure;
    }

    public string Text { get; }

    /// <summary>The definition behind a method, or null when its class carries no graph.</summary>
    public static ForeignDefinition? Of(IMethodSymbol method)
    {
        var owner = method.ContainingType;
        var attribute = ClassAttributes.On(owner).FirstOrDefault(a => !a.AttributeClass!.IsGenericType);
        if (attribute is null || ClassAttributes.GraphOf(owner) is not { } text)
        {
            return null;
        }

        var structure = attribute.NamedArguments.FirstOrDefault(a => a.Key == "Structure").Value;
        return new ForeignDefinition(method, text, structure.Kind == TypedConstantKind.Array && !structure.IsNull ? structure.Values : []);
    }

    /// <summary>How the structure that a call asks for differs from the one that the graph has, as <c>layers = 2, not 3</c>; null when it is the same.</summary>
    public string? OtherStructure(IReadOnlyList<object?> arguments)
    {
        var at = 0;
        foreach (var parameter in _method.Parameters.Skip(1).Where(p => !IsSize(p)))
        {
            var bound = at < _structure.Count ? _structure[at].Value : parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null;
            var asked = arguments[parameter.Ordinal];
            if (!Equals(EnumNumbers.Of(asked), bound))
            {
                return $"{parameter.Name} = {Print(bound)}, not {Print(asked)}";
            }

            at++;
        }

        return null;
    }

    public IReadOnlyList<Size> Sizes(IReadOnlyList<object?> arguments) => _method.Parameters.Where(IsSize).Select(p => (Size)arguments[p.Ordinal]!).ToList();

    private static bool IsSize(IParameterSymbol parameter) => parameter.Type.Name == nameof(Size) && TypeMap.IsOfLanguage(parameter.Type);

    private static string Print(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
