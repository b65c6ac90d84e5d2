using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Fields and properties.</summary>
internal static class MemberRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IFieldReferenceOperation>(
            OperationKind.FieldReference, "fields; static ones only if const, or readonly with an initialiser", "spec.Bias", Field),
        OperationRow.Expression<IPropertyReferenceOperation>(OperationKind.PropertyReference, "properties and indexers", "h.Next", Property),
        OperationRow.Expression<IConditionalAccessOperation>(OperationKind.ConditionalAccess, "?.", "spec?.Name", ConditionalAccess),
    ];

    private static object? Field(Evaluator evaluator, IFieldReferenceOperation reference, Scope scope)
    {
        var field = reference.Field;
        if (reference.Instance is null)
        {
            return evaluator.Statics.Read(field, reference, scope);
        }

        var self = evaluator.Evaluate(reference.Instance, scope);
        switch (self)
        {
            case Poison:
                return self;
            case null:
                return evaluator.Throws(reference, "the object is null");
            case ScriptObject own:
                return own.TryGet(field, out var value) ? value : Defaults.Of(evaluator, field.Type, TypeArguments.Of(own.Type));
            default:
                return RealField(self, field)?.GetValue(self) ?? MissingField(evaluator, self, reference);
        }
    }

    /// <summary>A field of a real object; for an element of a tuple, by its position, whatever the program calls it.</summary>
    public static FieldInfo? RealField(object self, IFieldSymbol field) => self.GetType().GetField((field.CorrespondingTupleField ?? field).Name);

    private static object? MissingField(Evaluator evaluator, object self, IFieldReferenceOperation reference) =>
        RealField(self, reference.Field) is null ? evaluator.Refuse(SubsetRules.UnknownToGenerator, reference, reference.Field.ToDisplayString()) : null;

    private static object? Property(Evaluator evaluator, IPropertyReferenceOperation reference, Scope scope)
    {
        var property = reference.Property;
        if (reference.Instance is null && evaluator.Source.IsHere(property))
        {
            return evaluator.Statics.Read(property, reference, scope);
        }

        var self = reference.Instance is null ? null : evaluator.Evaluate(reference.Instance, scope);
        var arguments = Arguments.Evaluate(evaluator, reference.Arguments, property.Parameters.Length, scope);
        return property.GetMethod is { } getter
            ? MemberCalls.Call(evaluator, new Call(getter, self, arguments, reference, scope))
            : evaluator.RefuseConstruct(reference, "a property that can't be read", "use one that has a getter");
    }

    private static object? ConditionalAccess(Evaluator evaluator, IConditionalAccessOperation access, Scope scope)
    {
        var value = evaluator.Evaluate(access.Operation, scope);
        return value is null or Poison ? value : evaluator.Evaluate(access.WhenNotNull, scope.EnterWith(SubjectKind.Accessed, value));
    }
}
