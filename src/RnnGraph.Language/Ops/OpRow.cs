using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>What the compiler may do with an op.</summary>
public enum OpKind
{
    /// <summary>A value from outside: input, given, parameter, constant.</summary>
    Leaf,

    /// <summary>Each feature by itself; operands have the same size.</summary>
    Elementwise,

    /// <summary>A product with a matrix: dense (M·v), dense-transposed (Mᵀ·v).</summary>
    Product,

    /// <summary>Features to one: sum, mean, max over the features of one row.</summary>
    Reduction,

    /// <summary>One to features: expand.</summary>
    Broadcast,

    /// <summary>Rows to one: total (Σ over rows), outer-total (Σ over rows of a bᵀ).</summary>
    Total,

    /// <summary>Scans, their arguments and results.</summary>
    Structure,
}

/// <summary>One op as one row: its shape rule, derivative rule, reference meaning and emitted form. See the derived rows.</summary>
public abstract class OpRow
{
    /// <summary>Makes a row.</summary>
    protected OpRow(string name, OpKind kind, int arity)
    {
        Name = name;
        Kind = kind;
        Arity = arity;
    }

    /// <summary>The name in canonical text.</summary>
    public string Name { get; }

    /// <summary>What the compiler may do with it.</summary>
    public OpKind Kind { get; }

    /// <summary>How many operands it takes.</summary>
    public int Arity { get; }

    /// <summary>How many numeric attributes it takes: a constant's value, a slope, two bounds.</summary>
    public virtual int NumberCount => 0;

    /// <summary>Whether computing it again costs less than saving and loading it.</summary>
    public virtual bool IsCheap => false;

    /// <summary>The shape rule.</summary>
    /// <param name="operands">The shapes of the operands.</param>
    /// <param name="declared">The shape that the node is said to have; it is the answer for leaves and broadcasts, and ignored by ops that compute theirs.</param>
    /// <exception cref="DefinitionException">The operands don't fit.</exception>
    internal abstract Shape Infer(IReadOnlyList<Shape> operands, Shape declared);

    /// <summary>The space rule: by default the widest of the operands'.</summary>
    internal virtual Space SpaceOf(IReadOnlyList<Space> operands) => operands.Count == 0 ? Space.Parameter : operands.Max();

    /// <summary>The derivative rule: what each operand's adjoint receives; null where no derivative flows.</summary>
    /// <exception cref="NotSupportedException">The op stands only in adjoint graphs, which are not differentiated again.</exception>
    internal virtual IReadOnlyList<Draft?> Derive(Derivation at)
        => throw new NotSupportedException($"The op '{Name}' of '{at.Result.Name}' has no derivative: only forward graphs are differentiated.");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
