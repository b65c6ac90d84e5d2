using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Code that doesn't compile. One reason for it is that it needs what is generated: a generator doesn't see its own output.</summary>
internal static class InvalidRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IInvalidOperation>(OperationKind.Invalid, "", "", Invalid),
        OperationRow.Expression<IOperation>(OperationKind.None, "", "", None),
    ];

    private static object? Invalid(Evaluator evaluator, IInvalidOperation operation, Scope scope)
    {
        Spoil(evaluator, operation, scope);
        var innermost = Innermost(operation);
        if (NeedsGenerated(evaluator, innermost.Syntax))
        {
            return evaluator.Refuse(SubsetRules.GeneratedMember, innermost, Quote.Of(innermost));
        }

        return NeedsGenerated(evaluator, operation.Syntax)
            ? evaluator.Refuse(SubsetRules.GeneratedMember, operation, Quote.Of(operation))
            : evaluator.Refuse(SubsetRules.DoesNotCompile, innermost, Quote.Of(innermost));
    }

    /// <summary>The part that doesn't compile by itself, with its arguments if it is a call: an error in an argument makes the call around it invalid too.</summary>
    private static IOperation Innermost(IInvalidOperation operation)
    {
        while (operation.Descendants().OfType<IInvalidOperation>().FirstOrDefault(p => !IsName(p.Syntax)) is { } part)
        {
            operation = part;
        }

        return operation;
    }

    /// <summary>Whether it is a bare name, or what a call calls.</summary>
    private static bool IsName(SyntaxNode syntax) =>
        syntax is SimpleNameSyntax || (syntax.Parent is InvocationExpressionSyntax call && call.Expression == syntax);

    /// <summary>What a call that stands for its effect, such as <c>cell.Next(h, Tahn(x))</c>, should have changed is unknown from then on.</summary>
    private static void Spoil(Evaluator evaluator, IInvalidOperation operation, Scope scope)
    {
        if (operation.Parent is IExpressionStatementOperation)
        {
            foreach (var child in operation.ChildOperations)
            {
                Uncertainty.SpoilContents(evaluator, child, scope);
            }
        }
    }

    private static object? None(Evaluator evaluator, IOperation operation, Scope scope) => evaluator.RefuseConstruct(operation);

    /// <summary>Whether an unknown name in the expression is one that a cell class gets from its generated half.</summary>
    private static bool NeedsGenerated(Evaluator evaluator, SyntaxNode syntax)
    {
        var model = evaluator.Source.Model(syntax.SyntaxTree);
        foreach (var node in syntax.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case BaseObjectCreationExpressionSyntax creation when ClassAttributes.AreOn(model.GetTypeInfo(creation).Type):
                case MemberAccessExpressionSyntax access when IsUnknown(model, access) && IsCell(model, access.Expression):
                    return true;
                case IdentifierNameSyntax name when IsUnknown(model, name) && IsInherited(evaluator, model, name):
                    return true;
                default:
                    continue;
            }
        }

        return false;
    }

    private static bool IsUnknown(SemanticModel model, ExpressionSyntax expression)
    {
        var info = Microsoft.CodeAnalysis.CSharp.CSharpExtensions.GetSymbolInfo(model, expression);
        return info.Symbol is null && info.CandidateSymbols.IsEmpty;
    }

    private static bool IsCell(SemanticModel model, ExpressionSyntax expression)
    {
        var symbol = Microsoft.CodeAnalysis.CSharp.CSharpExtensions.GetSymbolInfo(model, expression).Symbol;
        return ClassAttributes.AreOn(symbol as ITypeSymbol ?? Microsoft.CodeAnalysis.CSharp.CSharpExtensions.GetTypeInfo(model, expression).Type);
    }

    /// <summary>Whether a bare name, within a cell class, is one of the members that the generated half inherits.</summary>
    private static bool IsInherited(Evaluator evaluator, SemanticModel model, IdentifierNameSyntax name) =>
        name.Parent is not MemberAccessExpressionSyntax { Name: var right } || right != name
            ? ClassAttributes.AreOn(model.GetEnclosingSymbol(name.SpanStart)?.ContainingType)
                && DefinitionKind.All.SelectMany(k => k.BaseClasses).Any(b => HasMember(evaluator.Source.Compilation.GetTypeByMetadataName($"RnnGraph.{b}`1"), name.Identifier.ValueText))
            : false;

    private static bool HasMember(INamedTypeSymbol? type, string name)
    {
        for (; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            if (!type.GetMembers(name).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
