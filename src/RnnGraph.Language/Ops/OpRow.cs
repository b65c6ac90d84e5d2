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
}
