using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>Makes objects of the user's own types: initialisers of fields, base constructor, body, in the order of C#.</summary>
internal static class Construction
{
    public static object? Make(Evaluator evaluator, INamedTypeSymbol type, IMethodSymbol constructor, object?[] arguments, IOperation at)
    {
        if (type.IsAbstract || type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return evaluator.RefuseConstruct(at);
        }

        var made = new ScriptObject(type, evaluator) { IsBeingMade = true };
        Run(evaluator, made, type, constructor, arguments, at);
        made.IsBeingMade = false;
        return made;
    }

    private static void Run(Evaluator evaluator, ScriptObject made, INamedTypeSymbol type, IMethodSymbol constructor, object?[] arguments, IOperation at)
    {
        if (++evaluator.Budget.Depth > Budget.MaximalDepth)
        {
            evaluator.Refuse(Diagnostics.SubsetRules.TooDeep, at, Quote.Of(at), Budget.MaximalDepth);
            throw new EvaluationStoppedException();
        }

        try
        {
            var scope = new Scope(new Frame(made, TypeArguments.Of(type)));
            var parameters = constructor.OriginalDefinition.Parameters;
            for (var i = 0; i < parameters.Length; i++)
            {
                scope.Declare(parameters[i], arguments[i]);
            }

            var declaration = evaluator.Source.Declaration(constructor, evaluator.Cancellation) as IConstructorBodyOperation;
            if (Syntax(constructor, evaluator) is TypeDeclarationSyntax primary)
            {
                CapturePrimary(made, type, parameters, arguments);
                Initialize(evaluator, made, type, scope);
                CallPrimaryBase(evaluator, made, type, primary, scope, at);
                return;
            }

            var isDelegating = declaration?.Initializer is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { } target } }
                && SymbolEqualityComparer.Default.Equals(target.ContainingType.OriginalDefinition, type.OriginalDefinition);
            if (!isDelegating)
            {
                Initialize(evaluator, made, type, scope);
            }

            CallInitializer(evaluator, made, type, (declaration?.Initializer as IExpressionStatementOperation)?.Operation as IInvocationOperation, scope, at);
            if ((declaration?.BlockBody ?? declaration?.ExpressionBody) is { } body)
            {
                evaluator.Execute(body, scope);
            }
        }
        finally
        {
            evaluator.Budget.Depth--;
        }
    }

    private static SyntaxNode? Syntax(IMethodSymbol constructor, Evaluator evaluator) =>
        constructor.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(evaluator.Cancellation) is var syntax
        && syntax is TypeDeclarationSyntax { ParameterList: not null } ? syntax : null;

    /// <summary>Keeps the parameters of a primary constructor in the object; those of a record as its properties.</summary>
    private static void CapturePrimary(ScriptObject made, INamedTypeSymbol type, IReadOnlyList<IParameterSymbol> parameters, object?[] arguments)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (!type.IsRecord)
            {
                made.Set(parameters[i], arguments[i]);
            }
            else if (type.GetMembers(parameters[i].Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property
                && property.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is ParameterSyntax))
            {
                made.Set(property, arguments[i]);
            }
        }
    }

    /// <summary>Runs the initialisers of fields and automatic properties, in the order of the source.</summary>
    private static void Initialize(Evaluator evaluator, ScriptObject made, INamedTypeSymbol type, Scope scope)
    {
        foreach (var member in type.OriginalDefinition.GetMembers().Where(m => !m.IsStatic && m is IFieldSymbol or IPropertySymbol && !m.IsStatic))
        {
            if (Initializers.Of(evaluator, member) is { } initializer)
            {
                made.Set(member, evaluator.Evaluate(initializer, scope));
            }
        }
    }

    private static void CallPrimaryBase(Evaluator evaluator, ScriptObject made, INamedTypeSymbol type, TypeDeclarationSyntax primary, Scope scope, IOperation at)
    {
        var call = primary.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault();
        var operation = call is null ? null : evaluator.Source.At(call, evaluator.Cancellation);
        CallInitializer(evaluator, made, type, operation as IInvocationOperation, scope, at);
    }

    /// <summary>Runs the constructor that <c>: this(…)</c> or <c>: base(…)</c> names, or else the base class's parameterless one.</summary>
    private static void CallInitializer(Evaluator evaluator, ScriptObject made, INamedTypeSymbol type, IInvocationOperation? call, Scope scope, IOperation at)
    {
        if (call is not null)
        {
            var target = (INamedTypeSymbol)scope.Frame.Types.Resolve(call.TargetMethod.ContainingType, evaluator.Source.Compilation);
            if (target.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType)
            {
                return;
            }

            if (!evaluator.Types.IsUsers(target))
            {
                evaluator.RefuseConstruct(at, "an object of a type that derives from a library type", "hold the library's object in a field");
                return;
            }

            Run(evaluator, made, target, call.TargetMethod, Arguments.Evaluate(evaluator, call.Arguments, call.TargetMethod.Parameters.Length, scope), at);
            return;
        }

        if (type.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } parent)
        {
            if (evaluator.Types.IsUsers(parent) && parent.InstanceConstructors.FirstOrDefault(c => c.Parameters.All(p => p.IsOptional)) is { Parameters.Length: 0 } constructor)
            {
                Run(evaluator, made, parent, constructor, Array.Empty<object?>(), at);
            }
            else
            {
                evaluator.RefuseConstruct(at, "an object of a type that derives from a library type", "hold the library's object in a field");
            }
        }
    }
}
