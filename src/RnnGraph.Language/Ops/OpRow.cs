using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>What the compiler may do with an op.</summary>
public enum OpKind
{
    /// <summary>A value from outside: input, vector, tokens, given, parameter, constant; in a body the index of the step and what is drawn.</summary>
    Leaf,

    /// <summary>Each feature by itself; operands have the same size.</summary>
    Elementwise,

    /// <summary>A product with a matrix: dense (M·v), dense-transposed (Mᵀ·v).</summary>
    Product,

    /// <summary>Features to one: sum, mean, max over the features of one row.</summary>
    Reduction,

    /// <summary>One to features: expand.</summary>
    Broadcast,

    /// <summary>Features moved: pieces put together, cut out, copied, and sums of copies.</summary>
    Rearrangement,

    /// <summary>Rows of one space to rows of another: repeat (one row to every step), share (of each row in a mean).</summary>
    Rows,

    /// <summary>Noise on parameters.</summary>
    Noise,

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

    /// <summary>How many operands it takes; of a variadic op, at least.</summary>
    public int Arity { get; }

    /// <summary>Whether it takes any number of operands from <see cref="Arity"/> on.</summary>
    public virtual bool IsVariadic => false;

    /// <summary>How many numeric attributes it takes: a constant's value, a slope, two bounds.</summary>
    public virtual int NumberCount => 0;

    /// <summary>Whether its nodes say at which feature they begin: <see cref="GraphNode.Offset"/>.</summary>
    public virtual bool TakesOffset => false;

    /// <summary>Whether it stands only in the body of a scan, because it is of a step though no operand is.</summary>
    public virtual bool BelongsToBody => false;

    /// <summary>Whether its nodes say how many tokens there are: <see cref="GraphNode.Vocabulary"/>.</summary>
    public virtual bool TakesVocabulary => false;

    /// <summary>Whether computing it again costs less than saving and loading it.</summary>
    public virtual bool IsCheap => false;

    /// <summary>The shape rule.</summary>
    /// <param name="operands">The shapes of the operands.</param>
    /// <param name="declared">The shape that the node is said to have; it is the answer for leaves and broadcasts, and ignored by ops that compute theirs.</param>
    /// <exception cref="DefinitionException">The operands don't fit.</exception>
    internal abstract Shape Infer(IReadOnlyList<Shape> operands, Shape declared);

    /// <summary>Checks the offset of a node, as far as its sizes are known.</summary>
    /// <exception cref="DefinitionException">It lies outside.</exception>
    internal virtual void CheckOffset(IReadOnlyList<Shape> operands, Shape shape, Size offset)
    {
    }

    /// <summary>Whether the numbers of a node can mean something.</summary>
    internal virtual bool Accepts(IReadOnlyList<double> numbers) => true;

    /// <summary>Whether it takes <paramref name="count"/> operands.</summary>
    internal bool Takes(int count) => IsVariadic ? count >= Arity : count == Arity;

    /// <summary>The space rule: by default the widest of the operands'.</summary>
    internal virtual Space SpaceOf(IReadOnlyList<Space> operands) => operands.Count == 0 ? Space.Parameter : operands.Max();

    /// <summary>The derivative rule: what each operand's adjoint receives; null where no derivative flows.</summary>
    /// <exception cref="NotSupportedException">The op stands only in adjoint graphs, which are not differentiated again.</exception>
    internal virtual IReadOnlyList<Draft?> Derive(Derivation at)
        => throw new NotSupportedException($"The op '{Name}' of '{at.Result.Name}' has no derivative: only forward graphs are differentiated.");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
