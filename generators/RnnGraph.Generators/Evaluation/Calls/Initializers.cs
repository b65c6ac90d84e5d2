using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>Initialisers of fields and automatic properties.</summary>
internal static class Initializers
{
    /// <summary>The value that a field or property starts with, or null when it has no initialiser.</summary>
    public static IOperation? Of(Evaluator evaluator, ISymbol member)
    {
        var syntax = member.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(evaluator.Cancellation) switch
        {
            VariableDeclaratorSyntax field => field.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        return syntax is not null && evaluator.Source.At(syntax, evaluator.Cancellation) is ISymbolInitializerOperation initializer ? initializer.Value : null;
    }
}
