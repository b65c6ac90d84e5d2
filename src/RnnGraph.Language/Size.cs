using RnnGraph.Sizes;

namespace RnnGraph;

/// <summary>
/// A number of units or features that may be known only later: a polynomial over named sizes, always in canonical form, under +, × and exact ÷.
/// Opaque on purpose: a definition can neither compare sizes nor turn one into a number, so recording with symbols and binding them later gives the
/// same graph as recording with the numbers.
/// </summary>
public readonly struct Size : IEquatable<Size>
{
    private readonly SizePolynomial? _value;

    private Size(SizePolynomial value) => _value = value;

    private SizePolynomial Value => _value ?? SizePolynomial.Zero;

    /// <summary>Whether the size is a number rather than a polynomial over symbols.</summary>
    internal bool IsKnown => Value.IsConstant;

    /// <summary>The symbols that the size depends on, in ordinal order.</summary>
    internal IReadOnlyList<string> Symbols => Value.Symbols;

    /// <summary>The size called <paramref name="name"/>.</summary>
    public static Size Symbol(string name) => new(SizePolynomial.OfSymbol(name));

    /// <summary>A known size.</summary>
    public static implicit operator Size(int value) => new(SizePolynomial.OfNumber(value));

    /// <summary>The sum of two sizes.</summary>
    public static Size operator +(Size left, Size right) => new(left.Value.Plus(right.Value));

    /// <summary>The product of two sizes.</summary>
    public static Size operator *(Size left, Size right) => new(left.Value.Times(right.Value));

    /// <summary>The exact quotient of two sizes; whether it is whole is checked when the sizes are bound.</summary>
    /// <exception cref="DefinitionException">The divisor is 0, the quotient of two numbers is not whole, or a sum does not divide the dividend.</exception>
    public static Size operator /(Size left, Size right) => new(left.Value.DividedBy(right.Value));

    /// <summary>Reads the canonical text, for example <c>2*hidden + input</c>.</summary>
    /// <exception cref="FormatException">The text is not a size.</exception>
    public static Size Parse(string text) => SizeParser.Parse(text);

    /// <summary>
    /// Whether this size is at most <paramref name="other"/>: true or false when it is so for all numbers from 1 on that the symbols may stand for, null when it
    /// depends on them. For checks of the graph only; a definition can't ask.
    /// </summary>
    internal bool? IsAtMost(Size other) => Value.IsAtMost(other.Value);

    /// <summary>Puts numbers in the place of symbols; symbols without a binding stay.</summary>
    /// <exception cref="DefinitionException">A quotient is not whole, or the size would be below 1.</exception>
    internal Size Substitute(IReadOnlyDictionary<string, int> bindings)
    {
        var bound = new Size(Value.Substitute(Numbers(bindings)));
        if (!IsKnown && bound.IsKnown && bound.Value.ToInt32() < 1)
        {
            throw new DefinitionException(DiagnosticIds.SizeTooSmall, $"The size {this} is {bound} with these bindings; a size is at least 1.");
        }

        return bound;
    }

    /// <summary>Puts a size in the place of a symbol.</summary>
    internal Size Substitute(string symbol, Size replacement) => new(Value.Substitute(found => found == symbol ? replacement.Value : null));

    /// <summary>Puts sizes in the place of symbols, all at once.</summary>
    internal Size Substitute(IReadOnlyDictionary<string, Size> replacements)
        => new(Value.Substitute(found => replacements.TryGetValue(found, out var replacement) ? replacement.Value : null));

    /// <summary>The number that the size is under <paramref name="bindings"/>.</summary>
    /// <exception cref="DefinitionException">A symbol has no binding, or a quotient is not whole.</exception>
    internal int Evaluate(IReadOnlyDictionary<string, int>? bindings = null)
    {
        var bound = bindings is null ? Value : Value.Substitute(Numbers(bindings));
        return bound.IsConstant
            ? bound.ToInt32()
            : throw new DefinitionException(DiagnosticIds.SizeNotBound, $"The size {this} depends on '{bound.Symbols[0]}', which has no value yet.");
    }

    private static Func<string, SizePolynomial?> Numbers(IReadOnlyDictionary<string, int> bindings)
        => symbol => bindings.TryGetValue(symbol, out var number) ? SizePolynomial.OfNumber(number) : null;

    /// <inheritdoc/>
    public bool Equals(Size other) => string.Equals(Value.Text, other.Value.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Size other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value.Text);

    /// <summary>Whether two sizes are the same polynomial.</summary>
    public static bool operator ==(Size left, Size right) => left.Equals(right);

    /// <summary>Whether two sizes differ.</summary>
    public static bool operator !=(Size left, Size right) => !left.Equals(right);

    /// <summary>The canonical text: <c>hidden</c>, <c>2*hidden + input</c>, <c>(hidden + input)/2</c>. It is also a C# expression over integers.</summary>
    public override string ToString() => Value.Text;
}
