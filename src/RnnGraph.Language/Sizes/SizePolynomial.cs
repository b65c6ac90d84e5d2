using System.Globalization;

namespace RnnGraph.Sizes;

/// <summary>A sum of terms over one common term, reduced: the value behind <see cref="Size"/>. Two are equal exactly when their texts are.</summary>
internal sealed class SizePolynomial
{
    private readonly IReadOnlyList<SizeTerm> _sum;
    private readonly SizeTerm _divisor;

    private SizePolynomial(IReadOnlyList<SizeTerm> sum, SizeTerm divisor)
    {
        _sum = sum;
        _divisor = divisor;
        IsConstant = divisor.IsOne && sum.All(term => term.Symbols.Count == 0);
        Text = Print();
    }

    public static SizePolynomial Zero { get; } = new(Array.Empty<SizeTerm>(), SizeTerm.One);

    public string Text { get; }

    public bool IsConstant { get; }

    public IReadOnlyList<string> Symbols
        => _sum.Append(_divisor).SelectMany(term => term.Symbols).Distinct(StringComparer.Ordinal).OrderBy(s => s, StringComparer.Ordinal).ToArray();

    public static SizePolynomial OfNumber(long value) => Reduced([new SizeTerm(value, [])], SizeTerm.One);

    public static SizePolynomial OfSymbol(string name) => new([new SizeTerm(1, [name])], SizeTerm.One);

    public SizePolynomial Plus(SizePolynomial other)
        => Reduced(Scaled(_sum, other._divisor).Concat(Scaled(other._sum, _divisor)), _divisor.Times(other._divisor));

    public SizePolynomial Times(SizePolynomial other)
        => Reduced(_sum.SelectMany(term => Scaled(other._sum, term)), _divisor.Times(other._divisor));

    /// <summary>
    /// Whether this ≤ <paramref name="other"/> for all numbers from 1 on that symbols may stand for (true), for none (false), or depending on them (null).
    /// </summary>
    public bool? IsAtMost(SizePolynomial other)
    {
        // Both divisors are positive, as all sizes are. With every symbol written as 1 + s, s ≥ 0, a difference without negative coefficients is never negative.
        var difference = new SizePolynomial(Collected(Scaled(other._sum, _divisor).Concat(Scaled(Scaled(_sum, other._divisor), new SizeTerm(-1, [])))), SizeTerm.One)
            .Substitute(symbol => OfSymbol(symbol).Plus(OfNumber(1)))._sum;
        return difference.All(term => term.Coefficient >= 0) ? true
            : difference.All(term => term.Coefficient <= 0) && difference.Any(term => term.Symbols.Count == 0) ? false
            : null;
    }

    public SizePolynomial DividedBy(SizePolynomial other)
    {
        if (other._sum.Count == 0)
        {
            throw new DefinitionException(DiagnosticIds.SizeNotDivisible, $"The size {Text} is divided by 0.");
        }

        var scaled = Reduced(Scaled(_sum, other._divisor), _divisor);
        var quotient = other._sum.Count == 1
            ? Reduced(scaled._sum, scaled._divisor.Times(other._sum[0]))
            : new SizePolynomial(DivideBySum(scaled._sum, other), SizeTerm.One).DividedBy(new SizePolynomial([scaled._divisor], SizeTerm.One));
        return quotient.IsFraction ? throw NotDivisible(other) : quotient;
    }

    /// <summary>Puts <paramref name="replacement"/> in the place of symbols; where it gives null the symbol stays.</summary>
    public SizePolynomial Substitute(Func<string, SizePolynomial?> replacement)
    {
        SizePolynomial Replaced(SizeTerm term)
            => term.Symbols.Aggregate(OfNumber(term.Coefficient), (product, symbol) => product.Times(replacement(symbol) ?? OfSymbol(symbol)));

        return _sum.Aggregate(Zero, (sum, term) => sum.Plus(Replaced(term))).DividedBy(Replaced(_divisor));
    }

    public int ToInt32()
    {
        var value = _sum.Count == 0 ? 0 : _sum[0].Coefficient;
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new DefinitionException(DiagnosticIds.SizeTooLarge, $"The size {Text} is larger than {int.MaxValue.ToString(CultureInfo.InvariantCulture)}.");
    }

    // A number over a number, not whole: never the size of anything.
    private bool IsFraction => !_divisor.IsOne && _divisor.Symbols.Count == 0 && _sum.All(term => term.Symbols.Count == 0);

    private static IEnumerable<SizeTerm> Scaled(IEnumerable<SizeTerm> sum, SizeTerm by) => sum.Select(term => term.Times(by));

    private static SizePolynomial Reduced(IEnumerable<SizeTerm> terms, SizeTerm divisor)
    {
        var sum = Collected(terms);
        if (sum.Count == 0)
        {
            return Zero;
        }

        var common = sum.Aggregate(divisor, (factor, term) => factor.CommonWith(term));
        return new SizePolynomial(sum.Select(term => term.DividedBy(common)!).ToArray(), divisor.DividedBy(common)!);
    }

    private static List<SizeTerm> Collected(IEnumerable<SizeTerm> terms)
        => terms.GroupBy(term => string.Join("*", term.Symbols), StringComparer.Ordinal)
            .Select(alike => new SizeTerm(alike.Aggregate(0L, (sum, term) => checked(sum + term.Coefficient)), alike.First().Symbols))
            .Where(term => term.Coefficient != 0)
            .OrderBy(term => term, Comparer<SizeTerm>.Create((a, b) => a.CompareSymbols(b)))
            .ToList();

    // Long division, leading term by leading term; exact or refused.
    private IReadOnlyList<SizeTerm> DivideBySum(IReadOnlyList<SizeTerm> dividend, SizePolynomial divisor)
    {
        var quotient = new List<SizeTerm>();
        var rest = dividend.ToList();
        while (rest.Count > 0)
        {
            var term = rest[0].DividedBy(divisor._sum[0]) ?? throw NotDivisible(divisor);
            quotient.Add(term);
            rest = Collected(rest.Concat(Scaled(divisor._sum, new SizeTerm(-term.Coefficient, term.Symbols))));
        }

        return quotient;
    }

    private DefinitionException NotDivisible(SizePolynomial divisor)
        => new(DiagnosticIds.SizeNotDivisible, $"The size {Text} is not divisible by {divisor.Text}.");

    private string Print()
    {
        var sum = _sum.Count == 0 ? "0" : string.Join(" + ", _sum);
        if (_divisor.IsOne)
        {
            return sum;
        }

        var factors = _divisor.Symbols.ToList();
        if (_divisor.Coefficient != 1)
        {
            factors.Insert(0, _divisor.Coefficient.ToString(CultureInfo.InvariantCulture));
        }

        return (_sum.Count > 1 ? "(" + sum + ")" : sum) + string.Concat(factors.Select(factor => "/" + factor));
    }
}
