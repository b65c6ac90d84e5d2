using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Stores a value in what stands on the left of an assignment.</summary>
internal static class AssignmentTargets
{
    public static void Assign(Evaluator evaluator, IOperation target, object? value, Scope scope)
    {
        try
        {
            Store(evaluator, target, value, scope);
        }
        catch (EvaluatedException exception)
        {
            evaluator.Throws(target, exception.Message);
        }
    }

    private static void Store(Evaluator evaluator, IOperation target, object? value, Scope scope)
    {
        switch (target)
        {
            case ILocalReferenceOperation { IsDeclaration: true } local:
                scope.Declare(local.Local, value);
                break;
            case ILocalReferenceOperation local:
                scope.Assign(local.Local, value);
                break;
            case IVariableDeclaratorOperation declarator:
                scope.Declare(declarator.Symbol, value);
                break;
            case IParameterReferenceOperation parameter when scope.Declaring(parameter.Parameter) is null && scope.Frame.Self is ScriptObject self:
                self.Set(parameter.Parameter, value);
                break;
            case IParameterReferenceOperation parameter:
                scope.Assign(parameter.Parameter, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Store(evaluator, declaration.Expression, value, scope);
                break;
            case ITupleOperation tuple:
                TakeApart(evaluator, tuple, value, scope);
                break;
            case IDiscardOperation:
                break;
            case IArrayElementReferenceOperation element:
                ElementRules.Store(evaluator, element, value, scope);
                break;
            case IPropertyReferenceOperation property:
                StoreProperty(evaluator, property, value, scope);
                break;
            case IFieldReferenceOperation field:
                StoreField(evaluator, field, value, scope);
                break;
            default:
                evaluator.RefuseConstruct(target);
                break;
        }
    }

    private static void TakeApart(Evaluator evaluator, ITupleOperation tuple, object? value, Scope scope)
    {
        var parts = Deconstruction.Split(evaluator, value, tuple.Elements.Length, tuple, scope);
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            Assign(evaluator, tuple.Elements[i], parts is null ? Poison.Value : parts[i], scope);
        }
    }

    private static void StoreProperty(Evaluator evaluator, IPropertyReferenceOperation reference, object? value, Scope scope)
    {
        var property = reference.Property;
        if (reference.Instance is null)
        {
            evaluator.Statics.RefuseWrite(property, reference);
            return;
        }

        var self = evaluator.Evaluate(reference.Instance, scope);
        var arguments = Arguments.Evaluate(evaluator, reference.Arguments, property.Parameters.Length, scope).Append(value).ToArray();
        if (self is ScriptObject own && IsSharedStruct(own, reference.Instance))
        {
            RefuseStruct(evaluator, reference);
        }
        else if (self is ScriptObject plain && IsStoredDirectly(evaluator, property))
        {
            plain.Set(property, value);
        }
        else if (property.SetMethod is { } setter)
        {
            MemberCalls.Call(evaluator, new Call(setter, self, arguments, reference, scope));
        }
        else
        {
            evaluator.RefuseConstruct(reference, "a property that can't be set", "use one that has a setter");
        }
    }

    /// <summary>Whether a property has no setter body: an automatic one, also one set in a constructor.</summary>
    private static bool IsStoredDirectly(Evaluator evaluator, IPropertySymbol property) =>
        property.SetMethod is null || evaluator.Source.Body(property.SetMethod, evaluator.Cancellation) is null;

    private static void StoreField(Evaluator evaluator, IFieldReferenceOperation reference, object? value, Scope scope)
    {
        if (reference.Instance is null)
        {
            evaluator.Statics.RefuseWrite(reference.Field, reference);
            return;
        }

        switch (evaluator.Evaluate(reference.Instance, scope))
        {
            case ScriptObject own when IsSharedStruct(own, reference.Instance):
                RefuseStruct(evaluator, reference);
                break;
            case ScriptObject own:
                own.Set(reference.Field, value);
                break;
            case Poison:
                break;
            case null:
                evaluator.Throws(reference, "the object is null");
                break;
            default:
                RefuseStruct(evaluator, reference);
                break;
        }
    }

    /// <summary>
    /// Values of structs are shared, not copied, which is right as long as nobody changes one: so they change only while they are made, in their constructor
    /// or initialiser.
    /// </summary>
    private static bool IsSharedStruct(ScriptObject value, IOperation instance) =>
        value.Type.IsValueType && !value.IsBeingMade && instance is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver };

    private static void RefuseStruct(Evaluator evaluator, IOperation reference) =>
        evaluator.RefuseConstruct(reference, "a change to a value of a struct or tuple", "make a new value, or use a class");
}
