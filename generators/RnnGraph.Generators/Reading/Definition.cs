using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGraph.Compiler.Emission;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation;
using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators.Reading;

/// <summary>The Define method of a class, with its parameters sorted into sizes and structure.</summary>
internal sealed class Definition
{
    private const string MethodName = "Define";

    private Definition(DefinitionKind kind, IMethodSymbol method)
    {
        Kind = kind;
        Method = method;
        Sizes = method.Parameters.Where(IsSize).ToList();
        Structure = method.Parameters.Skip(1).Where(p => !IsSize(p)).ToList();
    }

    public DefinitionKind Kind { get; }

    public IMethodSymbol Method { get; }

    public IReadOnlyList<IParameterSymbol> Sizes { get; }

    /// <summary>The parameters that decide the graph's form: numbers, switches and enums.</summary>
    public IReadOnlyList<IParameterSymbol> Structure { get; }

    public string ClassName => Method.ContainingType.Name;

    /// <summary>The class's name as a name of the language, which has letters, digits and underscores only.</summary>
    public string GraphName => new(ClassName.Select(c => char.IsLetterOrDigit(c) ? c : '_').ToArray());

    /// <summary>The definition in a class of this project, or null, with a finding that says what is missing or wrong.</summary>
    public static Definition? Find(DefinitionKind kind, INamedTypeSymbol type, Location at, bool isBound, FindingLog log)
    {
        var methods = type.GetMembers(MethodName).OfType<IMethodSymbol>().ToList();
        var candidates = methods.Count <= 1 ? methods : methods.Where(m => m.Parameters.FirstOrDefault() is { } first && kind.IsBuilder(first.Type)).ToList();
        if (candidates.Count == 0)
        {
            log.Add(isBound ? DeclarationRules.NotADefinition : DeclarationRules.MissingDefine, at, type.Name, kind.Builder, kind.Attribute);
            return null;
        }

        if (Fault(kind, candidates) is { } fault)
        {
            log.Add(DeclarationRules.WrongDefine, candidates[0].Place(), type.Name, fault, kind.Builder);
            return null;
        }

        return new Definition(kind, candidates[0]);
    }

    /// <summary>The names of the size parameters, as far as they can be told even from a Define that is wrong.</summary>
    public static IEnumerable<string> SizeNames(INamedTypeSymbol type) =>
        type.GetMembers(MethodName).OfType<IMethodSymbol>().FirstOrDefault() is { } method ? method.Parameters.Where(IsSize).Select(p => p.Name) : [];

    private static string? Fault(DefinitionKind kind, IReadOnlyList<IMethodSymbol> candidates)
    {
        var method = candidates[0];
        if (candidates.Count > 1)
        {
            return "there is more than one";
        }

        if (!method.IsStatic || !method.ReturnsVoid || method.IsGenericMethod || method.IsAsync)
        {
            return !method.IsStatic ? "it isn't static" : !method.ReturnsVoid ? "it returns a value" : method.IsGenericMethod ? "it is generic" : "it is asynchronous";
        }

        if (method.Parameters.FirstOrDefault() is not { } builder || !kind.IsBuilder(builder.Type))
        {
            var other = DefinitionKind.All.FirstOrDefault(k => method.Parameters.FirstOrDefault() is { } first && k.IsBuilder(first.Type));
            return other is null ? $"its first parameter isn't a {kind.Builder.Split(' ')[0]}" : $"its first parameter is a {other.Builder.Split(' ')[0]}, which goes with [{other.Attribute}]";
        }

        if (method.Parameters.FirstOrDefault(p => IsSize(p) && SyntaxFacts.GetKeywordKind(p.Name) != SyntaxKind.None) is { } keyword)
        {
            return $"its size '{keyword.Name}' is called like a keyword, and sizes become parameters of the generated constructor";
        }

        if (method.Parameters.FirstOrDefault(p => IsSize(p) && MemberNames.All.Contains(p.Name)) is { } member)
        {
            return $"its size '{member.Name}' is called like a member of the generated class that stands beside the sizes";
        }

        var odd = method.Parameters.Skip(1).FirstOrDefault(p => p.RefKind != RefKind.None || p.IsParams || !(IsSize(p) || IsStructure(p.Type)));
        return odd is null ? null : $"its parameter '{odd.Name}' is neither a Size nor a bool, number, string or enum passed by value";
    }

    public static bool IsSize(IParameterSymbol parameter) => parameter.Type.Name == nameof(Size) && TypeMap.IsOfLanguage(parameter.Type);

    private static bool IsStructure(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        || type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Boolean or SpecialType.System_Single or SpecialType.System_Double
            or SpecialType.System_Int64 or SpecialType.System_String;
}
