using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

/// <summary>Functions of whole vectors: features put together, cut out, copied and summed. A matrix that is computed is the vector of its rows, one after the other.</summary>
public static partial class Op
{
    /// <summary>The features of all parts, one part after the other.</summary>
    /// <param name="parts">At least one.</param>
    public static Node Concat(params Node[] parts)
        => parts.Length > 0
            ? parts[0].Recording.Make(RearrangementOps.Concat, parts)
            : throw new DefinitionException(DiagnosticIds.WrongShape, "Op.Concat is given nothing; give it at least one value.");

    /// <summary>The <paramref name="size"/> features from feature <paramref name="offset"/> on.</summary>
    /// <exception cref="DefinitionException">They go beyond the last feature.</exception>
    public static Node Slice(Node x, Size offset, Size size) => x.Recording.Make(RearrangementOps.Slice, [x], declared: Shape.Vector(size), offset: offset);

    /// <summary>Each feature <paramref name="times"/> times: a, a, b, b of a, b. [n] to [n·times].</summary>
    public static Node RepeatEach(Node x, Size times) => x.Recording.Make(RearrangementOps.RepeatEach, [x], declared: Shape.Vector(SizeOf(x) * times));

    /// <summary>All features <paramref name="times"/> times over: a, b, a, b of a, b. [n] to [times·n].</summary>
    public static Node Tile(Node x, Size times) => x.Recording.Make(RearrangementOps.Tile, [x], declared: Shape.Vector(SizeOf(x) * times));

    /// <summary>The sums of each <paramref name="group"/> features that follow each other: a + b, c + d of a, b, c, d. [m·group] to [m].</summary>
    /// <exception cref="DefinitionException">The number of features is no multiple of the group's.</exception>
    public static Node SumEach(Node x, Size group) => x.Recording.Make(RearrangementOps.SumEach, [x], declared: Shape.Vector(SizeOf(x) / group));

    /// <summary>The sum of the pieces of <paramref name="size"/> features each: a + c, b + d of a, b, c, d. [k·size] to [size].</summary>
    /// <exception cref="DefinitionException">The number of features is no multiple of the size.</exception>
    public static Node SumTiles(Node x, Size size) => x.Recording.Make(RearrangementOps.SumTiles, [x], declared: Shape.Vector(size));

    /// <summary>a bᵀ as the vector of its rows: feature i·n + j is a[i]·b[j], with n features in b.</summary>
    public static Node Outer(Node a, Node b) => RepeatEach(a, SizeOf(b)) * Tile(b, SizeOf(a));

    /// <summary>Σ a∘b: one feature.</summary>
    public static Node Dot(Node a, Node b) => Sum(a * b);

    /// <summary>M·v: each row of the matrix times the vector, [m·n] and [n] to [m].</summary>
    /// <param name="matrix">A computed matrix, as the vector of its rows.</param>
    /// <param name="v">A vector as long as a row.</param>
    public static Node MatrixVector(Node matrix, Node v) => SumEach(matrix * Tile(v, SizeOf(matrix) / SizeOf(v)), SizeOf(v));

    /// <summary>Mᵀ·v: the sum of the matrix's rows, each times a feature of the vector, [m] and [m·n] to [n].</summary>
    /// <param name="v">A vector with a feature for each row.</param>
    /// <param name="matrix">A computed matrix, as the vector of its rows.</param>
    public static Node VectorMatrix(Node v, Node matrix)
    {
        var columns = SizeOf(matrix) / SizeOf(v);
        return SumTiles(matrix * RepeatEach(v, columns), columns);
    }

    /// <summary>The mean over the features of (x − mean x)²: one feature. Divided by the number of features, as normalisation does.</summary>
    public static Node Variance(Node x) => Mean(Square(x - Expand(Mean(x), SizeOf(x))));

    /// <summary>eˣ / Σ eˣ over the features; shifted by the largest, so that nothing overflows.</summary>
    public static Node Softmax(Node x)
    {
        var powers = Exp(x - Expand(StopGradient(Max(x)), SizeOf(x)));
        return powers / Expand(Sum(powers), SizeOf(x));
    }

    /// <summary>ln Σ eˣ over the features: one feature; shifted by the largest, so that nothing overflows.</summary>
    public static Node LogSumExp(Node x)
    {
        // The shift cancels, in the gradient too.
        var largest = StopGradient(Max(x));
        return largest + Log(Sum(Exp(x - Expand(largest, SizeOf(x)))));
    }

    /// <summary>x − ln Σ eˣ: the logarithm of <see cref="Softmax"/>.</summary>
    public static Node LogSoftmax(Node x) => x - Expand(LogSumExp(x), SizeOf(x));

    private static Size SizeOf(Node x) => x.Draft.Shape.IsMatrix
        ? throw new DefinitionException(DiagnosticIds.WrongShape, $"A vector is needed, but a matrix parameter {x.Draft.Shape} is given.")
        : x.Draft.Shape.Rows;
}
