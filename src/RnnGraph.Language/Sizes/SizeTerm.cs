using System.Globalization;

namespace RnnGraph.Sizes;

/// <summary>One product of a number and symbols, such as <c>2*hidden*input</c>. Symbols are in ordinal order, repeated by their power.</summary>
internal sealed class SizeTerm
{
    public SizeTerm(long coefficient, IReadOnlyList<string> symbols)
    {
        Coefficient = coefficient;
        Symbols = symbols;
    }

    public static SizeTerm One { get; } = new(1, Array.Empty<string>());

    public long Coefficient { get; }

    public IReadOnlyList<string> Symbols { get; }

    public bool IsOne => Coefficient == 1 && Symbols.Count == 0;

    public SizeTerm Times(SizeTerm other)
    {
        var symbols = Symbols.Concat(other.Symbols).ToArray();
        Array.Sort(symbols, StringComparer.Ordinal);
        return new SizeTerm(checked(Coefficient * other.Coefficient), symbols);
    }

    /// <summary>The quotient, or null when it is not a whole term.</summary>
    public SizeTerm? DividedBy(SizeTerm other)
    {
        if (Coefficient % other.Coefficient != 0)
        {
            return null;
        }

        var rest = Symbols.ToList();
        return other.Symbols.All(rest.Remove) ? new SizeTerm(Coefficient / other.Coefficient, rest) : null;
    }

    /// <summary>What both terms hold as a factor.</summary>
    public SizeTerm CommonWith(SizeTerm other)
    {
        var rest = other.Symbols.ToList();
        var shared = Symbols.Where(rest.Remove).ToArray();
        return new SizeTerm(GreatestCommonDivisor(Coefficient, other.Coefficient), shared);
    }

    /// <summary>Order of printing: higher degrees first, then by symbols.</summary>
    public int CompareSymbols(SizeTerm other)
    {
        var byDegree = other.Symbols.Count.CompareTo(Symbols.Count);
        for (var i = 0; byDegree == 0 && i < Symbols.Count; i++)
        {
            byDegree = string.CompareOrdinal(Symbols[i], other.Symbols[i]);
        }

        return byDegree;
    }

    public override string ToString()
    {
        var number = Coefficient.ToString(CultureInfo.InvariantCulture);
        return Symbols.Count == 0 ? number : (Coefficient == 1 ? "" : number + "*") + string.Join("*", Symbols);
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return Math.Abs(a);
    }
}
