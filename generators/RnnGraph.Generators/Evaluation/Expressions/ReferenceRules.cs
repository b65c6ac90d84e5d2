using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Local variables, parameters, <c>this</c> and what stands for an object without naming it.</summary>
internal static class ReferenceRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<ILocalReferenceOperation>(OperationKind.LocalReference, "local variables, also captured ones", "x", Local),
        OperationRow.Expression<IParameterReferenceOperation>(
            OperationKind.ParameterReference, "parameters, also of primary constructors", "hidden", Parameter),
        OperationRow.Expression<IInstanceReferenceOperation>(OperationKind.InstanceReference, "this", "this.size", Instance),
        OperationRow.Expression<IConditionalAccessInstanceOperation>(
            OperationKind.ConditionalAccessInstance, "", "", (_, _, scope) => scope.Subject(SubjectKind.Accessed)),
        OperationRow.Expression<IDiscardOperation>(OperationKind.Discard, "discards", "_ = x;", (_, _, _) => null),
    ];

    private static object? Local(Evaluator evaluator, ILocalReferenceOperation reference, Scope scope) => Read(evaluator, reference, reference.Local, scope);

    private static object? Parameter(Evaluator evaluator, IParameterReferenceOperation reference, Scope scope)
    {
        // A parameter of a primary constructor lives on in the object.
        if (scope.Declaring(reference.Parameter) is null && scope.Frame.Self is ScriptObject self && self.TryGet(reference.Parameter, out var captured))
        {
            return captured;
        }

        return Read(evaluator, reference, reference.Parameter, scope);
    }

    private static object? Read(Evaluator evaluator, IOperation reference, ISymbol variable, Scope scope)
    {
        if (scope.Declaring(variable) is { } declaring)
        {
            return declaring[variable];
        }

        // Unassigned: either what should have assigned it failed, or the code doesn't compile.
        return evaluator.Findings.IsEmpty ? evaluator.Refuse(SubsetRules.DoesNotCompile, reference, Quote.Of(reference)) : Poison.Value;
    }

    private static object? Instance(Evaluator evaluator, IInstanceReferenceOperation reference, Scope scope) => reference.ReferenceKind switch
    {
        InstanceReferenceKind.ImplicitReceiver => scope.Subject(SubjectKind.Initialized),
        InstanceReferenceKind.PatternInput => scope.Subject(SubjectKind.Matched),
        _ => scope.Frame.Self ?? evaluator.RefuseConstruct(reference),
    };
}
