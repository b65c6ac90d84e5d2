namespace RnnGraph;

/// <summary>How a parameter's values start.</summary>
public enum InitializerKind
{
    /// <summary>Uniform in ±1/√n, n the number of hidden units (the rows of a matrix): PyTorch's rule for recurrent layers.</summary>
    Uniform,

    /// <summary>Uniform in ±√(6/(fan in + fan out)) (Glorot &amp; Bengio 2010).</summary>
    Glorot,

    /// <summary>A random matrix with orthonormal rows or columns (Saxe et al. 2014).</summary>
    Orthogonal,

    /// <summary>Every value the same.</summary>
    Constant,
}

/// <summary>How a parameter's values start; part of the definition and of its canonical text.</summary>
public sealed class Initializer : IEquatable<Initializer>
{
    private Initializer(InitializerKind kind, float value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>The rule.</summary>
    public InitializerKind Kind { get; }

    /// <summary>The value of <see cref="InitializerKind.Constant"/>; otherwise 0.</summary>
    public float Value { get; }

    /// <summary>Uniform in ±1/√n, n the number of hidden units.</summary>
    public static Initializer Uniform { get; } = new(InitializerKind.Uniform, 0);

    /// <summary>Uniform in ±√(6/(fan in + fan out)).</summary>
    public static Initializer Glorot { get; } = new(InitializerKind.Glorot, 0);

    /// <summary>Orthonormal rows or columns.</summary>
    public static Initializer Orthogonal { get; } = new(InitializerKind.Orthogonal, 0);

    /// <summary>Every value <paramref name="value"/>.</summary>
    public static Initializer Constant(float value) => new(InitializerKind.Constant, value);

    /// <inheritdoc/>
    public bool Equals(Initializer? other) => other is not null && Kind == other.Kind && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Initializer);

    /// <inheritdoc/>
    public override int GetHashCode() => ((int)Kind * 397) ^ Value.GetHashCode();
}
