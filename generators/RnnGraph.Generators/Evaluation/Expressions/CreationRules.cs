using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Objects, with their initialisers.</summary>
internal static class CreationRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IObjectCreationOperation>(
            OperationKind.ObjectCreation, "new, with object and collection initialisers", "new GateSpec(\"u\") { Bias = 1f }", Create),
        OperationRow.Expression<IAnonymousObjectCreationOperation>(
            OperationKind.AnonymousObjectCreation, "anonymous objects", "new { Name = \"u\", Bias = 1f }", Anonymous),
        OperationRow.Expression<IWithOperation>(OperationKind.With, "with", "spec with { Bias = 0f }", With),
        OperationRow.Expression<IDefaultValueOperation>(
            OperationKind.DefaultValue, "default", "default(float)", (e, operation, scope) => Defaults.Of(e, operation.Type!, scope.Frame.Types)),
    ];

    private static object? Create(Evaluator evaluator, IObjectCreationOperation creation, Scope scope)
    {
        if (creation.Constructor is not { } constructor || creation.Type is not INamedTypeSymbol declared)
        {
            return evaluator.RefuseConstruct(creation);
        }

        var type = (INamedTypeSymbol)scope.Frame.Types.Resolve(declared, evaluator.Source.Compilation);
        if (ClassAttributes.AreOn(type))
        {
            return evaluator.Refuse(SubsetRules.GeneratedMember, creation, Quote.Of(creation));
        }

        var arguments = Arguments.Evaluate(evaluator, creation.Arguments, constructor.Parameters.Length, scope);
        var made = evaluator.Types.IsUsers(type)
            ? Construction.Make(evaluator, type, constructor, arguments, creation)
            : LibraryCalls.Call(evaluator, new Call(constructor, self: null, arguments, creation, scope));
        return Initialize(evaluator, creation.Initializer, made, scope);
    }

    private static object? Initialize(Evaluator evaluator, IObjectOrCollectionInitializerOperation? initializer, object? made, Scope scope)
    {
        if (initializer is null || made is null or Poison)
        {
            return made;
        }

        var inner = scope.EnterWith(SubjectKind.Initialized, made);
        foreach (var element in initializer.Initializers)
        {
            if (element is IMemberInitializerOperation member)
            {
                Initialize(evaluator, member.Initializer, evaluator.Evaluate(member.InitializedMember, inner), inner);
            }
            else
            {
                evaluator.Evaluate(element, inner);
            }
        }

        return made;
    }

    private static object? Anonymous(Evaluator evaluator, IAnonymousObjectCreationOperation creation, Scope scope)
    {
        var made = new ScriptObject((INamedTypeSymbol)creation.Type!, evaluator);
        foreach (var initializer in creation.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            made.Set(((IPropertyReferenceOperation)initializer.Target).Property, evaluator.Evaluate(initializer.Value, scope));
        }

        return made;
    }

    private static object? With(Evaluator evaluator, IWithOperation operation, Scope scope) => evaluator.Evaluate(operation.Operand, scope) switch
    {
        Poison poison => poison,
        ScriptObject original => Initialize(evaluator, operation.Initializer, original.Copy(), scope),
        null => evaluator.Throws(operation, "the object is null"),
        _ => evaluator.RefuseConstruct(operation, "a copy of a library type", "make a new value"),
    };
}
