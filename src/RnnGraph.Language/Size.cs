namespace RnnGraph;

/// <summary>A number of units or features that may be known only later: a polynomial over named sizes.</summary>
public readonly struct Size : IEquatable<Size>
{
    // Placeholder for the canonical polynomial: the language's first commit replaces it.
    private readonly string? _symbol;
    private readonly int _value;

    private Size(string? symbol, int value)
    {
        _symbol = symbol;
        _value = value;
    }

    /// <summary>The size called <paramref name="name"/>.</summary>
    public static Size Symbol(string name) => new(name, 0);

    /// <summary>A known size.</summary>
    public static implicit operator Size(int value) => new(null, value);

    /// <inheritdoc/>
    public bool Equals(Size other) => _symbol == other._symbol && _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Size other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_symbol ?? "") ^ _value;

    /// <summary>Whether two sizes are the same polynomial.</summary>
    public static bool operator ==(Size left, Size right) => left.Equals(right);

    /// <summary>Whether two sizes differ.</summary>
    public static bool operator !=(Size left, Size right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => _symbol ?? _value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
