using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>Runs methods, lambdas and local functions that have source in this project.</summary>
internal static class SourceCalls
{
    /// <summary>Runs a body.</summary>
    /// <param name="evaluator">Runs it.</param>
    /// <param name="method">Whose body it is.</param>
    /// <param name="body">The body.</param>
    /// <param name="captured">Of a lambda or local function: the scope that it stands in.</param>
    /// <param name="self">Its <c>this</c>.</param>
    /// <param name="types">What the type parameters stand for.</param>
    /// <param name="arguments">The arguments by position.</param>
    /// <param name="written">The parameters at the end, of which the <c>out</c> ones matter.</param>
    public static object? Run(
        Evaluator evaluator,
        IMethodSymbol method,
        IBlockOperation body,
        Scope? captured,
        object? self,
        TypeArguments types,
        IReadOnlyList<object?> arguments,
        out object?[] written)
    {
        written = arguments.ToArray();
        if (method.IsAsync || IsIterator(method, body))
        {
            return evaluator.RefuseConstruct(body, method.IsAsync ? "an asynchronous method" : "an iterator", "return the value, or a list");
        }

        var scope = new Scope(new Frame(self, types), captured);
        var parameters = method.OriginalDefinition.PartialImplementationPart is { } part ? part.Parameters : method.OriginalDefinition.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            scope.Declare(parameters[i], arguments[i]);
        }

        Enter(evaluator, method, body);
        try
        {
            evaluator.Execute(body, scope);
        }
        finally
        {
            evaluator.Budget.Depth--;
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            written[i] = scope[parameters[i]];
        }

        return scope.Frame.Result;
    }

    /// <summary>
    /// Whether a method yields. It would run bit by bit between the statements of its caller; evaluating it at once would change the order of declarations.
    /// </summary>
    private static bool IsIterator(IMethodSymbol method, IBlockOperation body) =>
        method.ReturnType.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        && body.Descendants().Any(o => o.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak);

    private static void Enter(Evaluator evaluator, IMethodSymbol method, IBlockOperation body)
    {
        if (++evaluator.Budget.Depth <= Budget.MaximalDepth)
        {
            return;
        }

        var at = method.Locations.FirstOrDefault(l => l.IsInSource) ?? body.Syntax.GetLocation();
        var name = method.MethodKind == MethodKind.AnonymousFunction ? Quote.Of(body) : method.Name;
        evaluator.Findings.Add(SubsetRules.TooDeep.Id, at, SubsetRules.TooDeep.Describe(name, Budget.MaximalDepth));
        throw new EvaluationStoppedException();
    }

    /// <summary>A local function with the variables of the block that it stands in, which the caller's scopes lead to.</summary>
    public static ScriptFunction LocalFunction(Evaluator evaluator, IMethodSymbol method, IOperation at, Scope scope)
    {
        var symbol = method.OriginalDefinition;
        if (scope.Declaring(symbol) is not { } declaring || evaluator.Source.Body(symbol, evaluator.Cancellation) is not { } body)
        {
            evaluator.RefuseConstruct(at);
            throw new EvaluationStoppedException();
        }

        return new ScriptFunction(evaluator, symbol, body, declaring, declaring.Frame.Self, Extend(evaluator, method, declaring.Frame.Types, scope));
    }

    /// <summary>What the type parameters of a method and of the type that declares it stand for in a call.</summary>
    public static TypeArguments TypesFor(Evaluator evaluator, IMethodSymbol method, object? self, Scope scope)
    {
        var compilation = evaluator.Source.Compilation;
        var declaring = self is ScriptObject own ? Base(own.Type, method.ContainingType) : null;
        declaring ??= scope.Frame.Types.Resolve(method.ContainingType, compilation) as INamedTypeSymbol;
        return Extend(evaluator, method, TypeArguments.Of(declaring), scope);
    }

    private static TypeArguments Extend(Evaluator evaluator, IMethodSymbol method, TypeArguments outer, Scope scope) => outer.With(
        method.OriginalDefinition.TypeParameters,
        method.TypeArguments.Select(t => scope.Frame.Types.Resolve(t, evaluator.Source.Compilation)).ToList());

    /// <summary>The base class of <paramref name="type"/>, or itself, that declares a member, without open type parameters.</summary>
    private static INamedTypeSymbol? Base(INamedTypeSymbol type, INamedTypeSymbol declaring)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at.OriginalDefinition, declaring.OriginalDefinition))
            {
                return at;
            }
        }

        return null;
    }
}
