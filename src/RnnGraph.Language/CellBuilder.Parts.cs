using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph;

/// <summary>Parts that many cells have, made of the calls of the other files.</summary>
public sealed partial class CellBuilder
{
    /// <summary>
    /// gain ∘ (x − mean x)/√(variance x + ε) + shift over the features of x (Ba, Kiros and Hinton 2016). Parameters <c>gate.gain</c>, which starts at 1, and
    /// <c>gate.shift</c>, which starts at 0.
    /// </summary>
    /// <param name="gate">What the parameters' keys begin with.</param>
    /// <param name="x">A vector.</param>
    /// <param name="epsilon">Keeps the root away from 0.</param>
    public Node LayerNorm(string gate, Node x, float epsilon = 1e-5f)
    {
        RequireVector(nameof(LayerNorm), gate, x);
        if (!(epsilon >= 0))
        {
            throw new DefinitionException(DiagnosticIds.NumberOutOfRange, $"cell.LayerNorm(\"{gate}\", …) needs an epsilon of at least 0, but is given {NumberText.Print(epsilon)}.");
        }

        var size = x.Draft.Shape.Rows;
        var count = _recording.Parameters.Count;
        var gain = Weight(gate, "gain", Shape.Vector(size), Initializer.Constant(1));
        var shift = Weight(gate, "shift", Shape.Vector(size), Initializer.Constant(0));
        var centred = x - Op.Expand(Op.Mean(x), size);
        var scale = Op.Rsqrt(Op.Mean(Op.Square(centred)) + epsilon);
        return _recording.Own(count, (gain * (centred * Op.Expand(scale, size))) + shift);
    }

    /// <summary>
    /// A dense product within each head alone: x is cut into <paramref name="heads"/> equal pieces, and each has a square matrix of its own, <c>gate.U.0</c>,
    /// <c>gate.U.1</c>, … (W for an input, the named role for a computed value).
    /// </summary>
    /// <param name="gate">What the parameters' keys begin with.</param>
    /// <param name="heads">How many pieces, at least 1; they divide the features of x.</param>
    /// <param name="x">The value that is read.</param>
    /// <param name="weights">How the matrices start; by default uniform.</param>
    public Node BlockDiagonal(string gate, int heads, Operand x, Initializer? weights = null)
    {
        _recording.CheckOwn(x.Node);
        RequireVector(nameof(BlockDiagonal), gate, x.Node);
        if (heads < 1)
        {
            throw new DefinitionException(DiagnosticIds.NumberOutOfRange, $"cell.BlockDiagonal(\"{gate}\", …) needs at least 1 head, but is given {(Size)heads}.");
        }

        var role = x.Role ?? DefaultRole(gate, x.Node);
        var size = x.Node.Draft.Shape.Rows / heads;
        var count = _recording.Parameters.Count;
        var blocks = Enumerable.Range(0, heads).Select(head => Product(gate, size, (Names.Part(role, head), Op.Slice(x.Node, (Size)head * size, size)), weights));
        return _recording.Own(count, Op.Concat([.. blocks]));
    }

    /// <summary>
    /// A bilinear form of rank r for each feature k: Σ over r of V[k, r]·(A·a)[r]·(B·b)[r], the product aᵀ Bₖ b with a matrix Bₖ of rank at most r that is
    /// written in factors. Parameters <c>gate.V</c> [size, rank], <c>gate.left</c> [rank, a], <c>gate.right</c> [rank, b].
    /// </summary>
    /// <param name="gate">What the parameters' keys begin with.</param>
    /// <param name="size">Number of features of the result.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="a">The left vector.</param>
    /// <param name="b">The right vector.</param>
    /// <param name="weights">How the matrices start; by default uniform.</param>
    public Node Bilinear(string gate, Size size, Size rank, Node a, Node b, Initializer? weights = null)
    {
        var count = _recording.Parameters.Count;
        var factors = Product(gate, rank, ("left", a), weights) * Product(gate, rank, ("right", b), weights);
        return _recording.Own(count, Product(gate, size, ("V", factors), weights));
    }

    /// <summary>
    /// <paramref name="x"/> as it was at the step before: a state called <paramref name="name"/>, which the caller may start and carry on like any other; delays of
    /// delays reach further back.
    /// </summary>
    /// <exception cref="DefinitionException">The name is taken, or the value is the same at every step.</exception>
    public Node Delay(string name, Node x)
    {
        RequireVector(nameof(Delay), name, x);
        var delayed = State(name, x.Draft.Shape.Rows);
        Next(delayed, x);
        return delayed;
    }

    /// <summary>
    /// The number 1/n in each of n features, for a size n that is bound later: its root divides by √n, as keys are (Vaswani et al. 2017).
    /// </summary>
    /// <param name="size">n.</param>
    public Node ReciprocalSize(Size size) => _recording.Make(BroadcastOps.ReciprocalSize, [], declared: Shape.Vector(size));

    private static void RequireVector(string call, string name, Node x)
    {
        if (x.Draft.Shape.IsMatrix)
        {
            throw new DefinitionException(DiagnosticIds.WrongShape, $"cell.{call}(\"{name}\", …) needs a vector, but is given a matrix {x.Draft.Shape}.");
        }
    }
}
