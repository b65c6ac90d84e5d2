using System.Reflection;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation;

/// <summary>
/// Static fields and properties. Only those that never change may be read, because a definition must give the same graph each time it runs; what they hold
/// may not be changed either.
/// </summary>
internal sealed class StaticMembers
{
    private readonly Evaluator _evaluator;
    private readonly Dictionary<ISymbol, object?> _values = new(SymbolEqualityComparer.Default);
    private readonly HashSet<object> _owned = new(ReferenceComparer.Instance);

    public StaticMembers(Evaluator evaluator) => _evaluator = evaluator;

    public object? Read(ISymbol member, IOperation at, Scope scope)
    {
        if (!_evaluator.Source.IsHere(member))
        {
            return ReadReal((IFieldSymbol)member, at, scope);
        }

        if (member is IPropertySymbol { GetMethod: { } getter } && _evaluator.Source.Body(getter, _evaluator.Cancellation) is not null)
        {
            return MemberCalls.Call(_evaluator, new Call(getter, self: null, Array.Empty<object?>(), at, scope));
        }

        if (_values.TryGetValue(member, out var known))
        {
            return known;
        }

        var isReadOnly = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
        if (!isReadOnly || Initializers.Of(_evaluator, member) is not { } initializer)
        {
            return _evaluator.Refuse(SubsetRules.MutableStatic, at, Quote.Of(at));
        }

        var type = scope.Frame.Types.Resolve(member.ContainingType, _evaluator.Source.Compilation) as INamedTypeSymbol;
        var value = _evaluator.Evaluate(initializer, new Scope(new Frame(self: null, TypeArguments.Of(type))));
        _values[member] = value;
        if (value is not (null or string or ValueType or Poison) && !TypeMap.IsLanguage(member))
        {
            _owned.Add(value);
        }

        return value;
    }

    /// <summary>Whether an object is the value of a static member.</summary>
    public bool Owns(object? value) => value is not null && _owned.Contains(value);

    public Poison RefuseChange(IOperation at) => _evaluator.Refuse(SubsetRules.MutableStatic, at, Quote.Of(at));

    public void RefuseWrite(ISymbol member, IOperation at) => _evaluator.Refuse(SubsetRules.MutableStatic, at, member.Name);

    private object? ReadReal(IFieldSymbol field, IOperation at, Scope scope)
    {
        var row = TypeMap.IsLanguage(field) ? null : LibraryTable.Find(TypeMap.MetadataName(field.ContainingType.OriginalDefinition));
        if (!TypeMap.IsLanguage(field) && row?.Allows(field) != true)
        {
            return _evaluator.Refuse(SubsetRules.MethodNotAllowed, at, field.ToDisplayString());
        }

        var real = _evaluator.Types.Find(field.ContainingType, scope.Frame.Types)?.GetField(field.Name, BindingFlags.Public | BindingFlags.Static);
        return real is null ? _evaluator.Refuse(SubsetRules.UnknownToGenerator, at, field.ToDisplayString()) : real.GetValue(null);
    }
}
