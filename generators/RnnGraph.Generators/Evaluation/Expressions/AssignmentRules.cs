using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Assignments of all kinds; <see cref="AssignmentTargets"/> does the storing.</summary>
internal static class AssignmentRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<ISimpleAssignmentOperation>(OperationKind.SimpleAssignment, "assignments", "acc = x", Simple),
        OperationRow.Expression<ICompoundAssignmentOperation>(OperationKind.CompoundAssignment, "compound assignments", "acc += x", Compound),
        OperationRow.Expression<ICoalesceAssignmentOperation>(OperationKind.CoalesceAssignment, "??=", "acc ??= x", Coalesce),
        OperationRow.Expression<IIncrementOrDecrementOperation>(OperationKind.Increment, "++", "i++", Increment),
        OperationRow.Expression<IIncrementOrDecrementOperation>(OperationKind.Decrement, "--", "i--", Increment),
        OperationRow.Expression<IDeconstructionAssignmentOperation>(
            OperationKind.DeconstructionAssignment, "deconstruction of tuples, records and types with Deconstruct", "var (x, h) = …;", Deconstruct),
        OperationRow.Expression<IDeclarationExpressionOperation>(OperationKind.DeclarationExpression, "", "", (_, _, _) => null),
    ];

    public static void Assign(Evaluator evaluator, IOperation target, object? value, Scope scope) => AssignmentTargets.Assign(evaluator, target, value, scope);

    private static object? Simple(Evaluator evaluator, ISimpleAssignmentOperation assignment, Scope scope)
    {
        if (assignment.IsRef)
        {
            return evaluator.RefuseConstruct(assignment, "a reference assignment", "copy the value");
        }

        var value = evaluator.Evaluate(assignment.Value, scope);
        Assign(evaluator, assignment.Target, value, scope);
        return value;
    }

    private static object? Compound(Evaluator evaluator, ICompoundAssignmentOperation assignment, Scope scope)
    {
        var left = evaluator.Evaluate(assignment.Target, scope);
        var right = evaluator.Evaluate(assignment.Value, scope);
        if (assignment.InConversion is { IsNumeric: true } widening && assignment.Value.Type is { } wide && Numeric.IsNumeric(wide.SpecialType)
            && !widening.IsIdentity && left is not (null or Poison))
        {
            left = Numeric.Convert(left, wide.SpecialType, isChecked: false);
        }

        var call = new BinaryCall(assignment.OperatorKind, assignment.OperatorMethod, assignment.IsLifted, assignment.IsChecked);
        var value = OperatorRules.Apply(evaluator, call, left, right, assignment, scope);
        if (assignment.OutConversion is { IsNumeric: true, IsIdentity: false } && value is not (null or Poison))
        {
            value = Numeric.Convert(value, assignment.Target.Type!.SpecialType, assignment.IsChecked);
        }

        Assign(evaluator, assignment.Target, value, scope);
        return value;
    }

    private static object? Coalesce(Evaluator evaluator, ICoalesceAssignmentOperation assignment, Scope scope)
    {
        if (evaluator.Evaluate(assignment.Target, scope) is { } present)
        {
            return present;
        }

        var value = evaluator.Evaluate(assignment.Value, scope);
        Assign(evaluator, assignment.Target, value, scope);
        return value;
    }

    private static object? Increment(Evaluator evaluator, IIncrementOrDecrementOperation operation, Scope scope)
    {
        var before = evaluator.Evaluate(operation.Target, scope);
        var kind = operation.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        if (operation.OperatorMethod is { } method && method.ContainingType.SpecialType == SpecialType.None)
        {
            return evaluator.RefuseConstruct(operation);
        }

        if (before is null or Poison)
        {
            return before;
        }

        var type = operation.Target.Type!.SpecialType;
        var one = Numeric.Convert(1, Numeric.IsNumeric(type) ? type : SpecialType.System_Int32, isChecked: false);
        var after = OperatorRules.Apply(evaluator, new BinaryCall(kind, null, operation.IsLifted, operation.IsChecked), before, one, operation, scope);
        Assign(evaluator, operation.Target, after, scope);
        return operation.IsPostfix ? before : after;
    }

    private static object? Deconstruct(Evaluator evaluator, IDeconstructionAssignmentOperation assignment, Scope scope)
    {
        // A literal tuple is taken apart before it is made: then one element that failed leaves the others good.
        if (assignment.Target is ITupleOperation targets && Unconverted(assignment.Value) is ITupleOperation literal
            && literal.Elements.Length == targets.Elements.Length)
        {
            var values = literal.Elements.Select(e => evaluator.Evaluate(e, scope)).ToList();
            for (var i = 0; i < values.Count; i++)
            {
                Assign(evaluator, targets.Elements[i], values[i], scope);
            }

            return Poison.In(values.ToArray()) || evaluator.Types.Find(assignment.Type!, scope.Frame.Types) is not { } type
                ? Poison.Value
                : Activator.CreateInstance(type, values.ToArray());
        }

        var value = evaluator.Evaluate(assignment.Value, scope);
        Assign(evaluator, assignment.Target, value, scope);
        return value;
    }

    private static IOperation Unconverted(IOperation operation) =>
        operation is IConversionOperation { Conversion: { IsIdentity: true } } or IConversionOperation { Operand: ITupleOperation, Type.IsTupleType: true, IsImplicit: true }
            ? ((IConversionOperation)operation).Operand
            : operation;
}
