using System.Globalization;
using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>A value of an enum of the user's own. It knows its type, so that it prints by name wherever it gets to.</summary>
internal sealed class ScriptEnum : IEquatable<ScriptEnum>, IComparable<ScriptEnum>, IComparable
{
    private static readonly SymbolEqualityComparer Symbols = SymbolEqualityComparer.Default;

    public ScriptEnum(INamedTypeSymbol type, object underlying)
    {
        Type = type;
        Underlying = underlying;
    }

    public INamedTypeSymbol Type { get; }

    /// <summary>The value in the enum's underlying type.</summary>
    public object Underlying { get; }

    private long Number => Convert.ToInt64(Underlying, CultureInfo.InvariantCulture);

    public bool Equals(ScriptEnum? other) => other is not null && Symbols.Equals(Type, other.Type) && Equals(Underlying, other.Underlying);

    public override bool Equals(object? obj) => Equals(obj as ScriptEnum);

    public override int GetHashCode() => Underlying.GetHashCode();

    public int CompareTo(ScriptEnum? other) => other is null ? 1 : Number.CompareTo(other.Number);

    public int CompareTo(object? obj) => CompareTo(obj as ScriptEnum);

    public override string ToString()
    {
        var constants = Type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).ToList();
        if (constants.FirstOrDefault(c => Equals(c.ConstantValue, Underlying)) is { } exact)
        {
            return exact.Name;
        }

        return IsFlags && Flags(constants) is { } flags ? flags : Convert.ToString(Underlying, CultureInfo.InvariantCulture);
    }

    private bool IsFlags => Type.GetAttributes().Any(a => a.AttributeClass is { Name: "FlagsAttribute" });

    /// <summary>The names of the flags, largest first in the search and smallest first in the text, as the framework does it; null if some bit has no name.</summary>
    private string? Flags(IEnumerable<IFieldSymbol> constants)
    {
        var left = Number;
        var names = new List<string>();
        foreach (var (name, bits) in constants.Select(c => (c.Name, Bits: Convert.ToInt64(c.ConstantValue, CultureInfo.InvariantCulture))).OrderByDescending(c => c.Bits))
        {
            if (bits != 0 && (left & bits) == bits)
            {
                left &= ~bits;
                names.Insert(0, name);
            }
        }

        return left == 0 && names.Count > 0 ? string.Join(", ", names) : null;
    }
}
