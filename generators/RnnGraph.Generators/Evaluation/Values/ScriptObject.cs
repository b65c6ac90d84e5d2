using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>An object of a class, struct or record of the user's own. Records and structs compare by their fields, as in C#.</summary>
internal sealed class ScriptObject
{
    private readonly Dictionary<ISymbol, object?> _fields;

    public ScriptObject(INamedTypeSymbol type, Evaluator evaluator)
        : this(type, evaluator, new Dictionary<ISymbol, object?>(SymbolEqualityComparer.Default))
    {
    }

    private ScriptObject(INamedTypeSymbol type, Evaluator evaluator, Dictionary<ISymbol, object?> fields)
    {
        Type = type;
        Evaluator = evaluator;
        _fields = fields;
    }

    /// <summary>Its type, without open type parameters.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>Whether its constructor is running: the one time when a value of a struct may change.</summary>
    public bool IsBeingMade { get; set; }

    private Evaluator Evaluator { get; }

    private bool ComparesByValue => Type.IsRecord || Type.IsValueType || Type.IsAnonymousType;

    public bool TryGet(ISymbol member, out object? value) => _fields.TryGetValue(Key(member), out value);

    public void Set(ISymbol member, object? value) => _fields[Key(member)] = value;

    public ScriptObject Copy() => new(Type, Evaluator, new Dictionary<ISymbol, object?>(_fields, SymbolEqualityComparer.Default));

    public override bool Equals(object? obj)
    {
        if (ReferenceEquals(this, obj))
        {
            return true;
        }

        return obj is ScriptObject other && ComparesByValue && SymbolEqualityComparer.Default.Equals(Type, other.Type)
            && _fields.Count == other._fields.Count
            && _fields.All(f => other._fields.TryGetValue(f.Key, out var value) && Equals(f.Value, value));
    }

    public override int GetHashCode()
    {
        if (!ComparesByValue)
        {
            return System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
        }

        var hash = 0;
        foreach (var value in _fields.Values)
        {
            hash = unchecked(hash + (value?.GetHashCode() ?? 0));
        }

        return hash;
    }

    /// <summary>What the user's own ToString gives; library methods such as string.Join call it.</summary>
    public override string ToString() => Formatting.Format(Evaluator.TextOf(this));

    /// <summary>The property behind a backing field, so that both name one place; members of generic types by their definition.</summary>
    private static ISymbol Key(ISymbol member) => (member is IFieldSymbol { AssociatedSymbol: { } property } ? property : member).OriginalDefinition;
}
