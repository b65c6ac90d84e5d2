using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

public sealed partial class CellBuilder
{
    /// <summary>W·a + b: a dense product with one operand and a bias, parameters <c>gate.W</c> and <c>gate.b</c>.</summary>
    /// <param name="gate">What the parameters' keys begin with.</param>
    /// <param name="size">Number of features of the result.</param>
    /// <param name="a">An operand; its weight's role is W for an input or a lower layer's new output, U for a state, and must be named for anything else.</param>
    /// <param name="bias">The value that the bias starts from.</param>
    /// <param name="weights">How the matrices start; by default uniform.</param>
    public Node Affine(string gate, Size size, Operand a, float bias = 0f, Initializer? weights = null) => Affine(gate, size, [a], bias, weights);

    /// <summary>W·a + U·b + bias: dense products with two operands and one bias.</summary>
    /// <inheritdoc cref="Affine(string, Size, Operand, float, Initializer)"/>
    public Node Affine(string gate, Size size, Operand a, Operand b, float bias = 0f, Initializer? weights = null)
        => Affine(gate, size, [a, b], bias, weights);

    /// <summary>Dense products with three operands and one bias.</summary>
    /// <inheritdoc cref="Affine(string, Size, Operand, float, Initializer)"/>
    public Node Affine(string gate, Size size, Operand a, Operand b, Operand c, float bias = 0f, Initializer? weights = null)
        => Affine(gate, size, [a, b, c], bias, weights);

    /// <summary>Dense products with four operands and one bias.</summary>
    /// <inheritdoc cref="Affine(string, Size, Operand, float, Initializer)"/>
    public Node Affine(string gate, Size size, Operand a, Operand b, Operand c, Operand d, float bias = 0f, Initializer? weights = null)
        => Affine(gate, size, [a, b, c, d], bias, weights);

    /// <summary>Dense products with any number of operands, at least one, and one bias.</summary>
    /// <inheritdoc cref="Affine(string, Size, Operand, float, Initializer)"/>
    public Node Affine(string gate, Size size, Operand[] operands, float bias = 0f, Initializer? weights = null)
    {
        if (operands.Length == 0)
        {
            throw new DefinitionException(DiagnosticIds.WrongShape, $"The gate '{gate}' reads nothing; give cell.Affine at least one operand.");
        }

        var count = _recording.Parameters.Count;
        var sum = operands.Select(operand => Product(gate, size, operand, weights)).ToArray().Aggregate((left, right) => left + right);
        return _recording.Own(count, sum + Bias(gate, size, bias));
    }

    /// <summary>W·x without a bias.</summary>
    /// <inheritdoc cref="Affine(string, Size, Operand, float, Initializer)"/>
    public Node Dense(string gate, Size size, Operand x, Initializer? weights = null) => Product(gate, size, x, weights);

    /// <summary>A dense product without a bias, its matrix called <c>gate.role</c>.</summary>
    /// <param name="gate">What the parameter's key begins with.</param>
    /// <param name="size">Number of features of the result.</param>
    /// <param name="role">What the parameter's key ends with.</param>
    /// <param name="x">The value that is read.</param>
    /// <param name="weights">How the matrix starts; by default uniform.</param>
    public Node Dense(string gate, Size size, string role, Node x, Initializer? weights = null) => Product(gate, size, (role, x), weights);

    /// <summary>A dense product with a matrix that <see cref="Matrix"/> declared; the same matrix may be used any number of times.</summary>
    public Node Dense(Node matrix, Node x)
    {
        if (matrix.Kind != OperandKind.Parameter)
        {
            throw new DefinitionException(DiagnosticIds.WrongShape, "cell.Dense(matrix, x) needs a matrix that cell.Matrix returned.");
        }

        return _recording.Make(ProductOps.Dense, [matrix, x]);
    }

    /// <summary>p ∘ x: each feature times a parameter of its own, <c>gate.p</c>.</summary>
    public Node Diagonal(string gate, Node x, Initializer? weights = null) => Diagonal(gate, "p", x, weights);

    /// <summary>Each feature times a parameter of its own, <c>gate.role</c>.</summary>
    public Node Diagonal(string gate, string role, Node x, Initializer? weights = null)
    {
        RequireVector(nameof(Diagonal), gate, x);
        var count = _recording.Parameters.Count;
        return _recording.Own(count, Weight(gate, role, Shape.Vector(x.Draft.Shape.Rows), weights) * x);
    }

    /// <summary>The bias <c>gate.b</c> by itself.</summary>
    public Node Bias(string gate, Size size, float value = 0f) => Bias(gate, "b", size, value);

    /// <summary>A bias called <c>gate.role</c> by itself.</summary>
    public Node Bias(string gate, string role, Size size, float value = 0f) => Weight(gate, role, Shape.Vector(size), Initializer.Constant(value));

    /// <summary>A bias called <c>gate.role</c> that starts as <paramref name="initializer"/> says, where a number will not do.</summary>
    public Node Bias(string gate, string role, Size size, Initializer initializer) => Weight(gate, role, Shape.Vector(size), initializer);

    /// <summary>A vector parameter whose key is <paramref name="name"/>.</summary>
    /// <param name="name">The key, in a scope after its prefix.</param>
    /// <param name="size">Number of values.</param>
    /// <param name="initializer">How it starts; by default uniform.</param>
    public Node Parameter(string name, Size size, Initializer? initializer = null)
        => _recording.Parameter(_prefix + name, null, Shape.Vector(size), initializer ?? Initializer.Uniform);

    /// <summary>A matrix parameter whose key is <paramref name="name"/>, for products that share it.</summary>
    /// <param name="name">The key, in a scope after its prefix.</param>
    /// <param name="rows">Number of features that a product with it gives.</param>
    /// <param name="columns">Number of features that a product with it reads.</param>
    /// <param name="initializer">How it starts; by default uniform.</param>
    public Node Matrix(string name, Size rows, Size columns, Initializer? initializer = null)
        => _recording.Parameter(_prefix + name, null, Shape.Matrix(rows, columns), initializer ?? Initializer.Uniform);

    private Node Weight(string gate, string role, Shape shape, Initializer? initializer)
    {
        Names.Check(gate);
        return _recording.Parameter(_prefix + gate + "." + role, _prefix + gate, shape, initializer ?? Initializer.Uniform);
    }

    private Node Product(string gate, Size size, Operand operand, Initializer? weights)
    {
        var x = operand.Node;
        _recording.CheckOwn(x);
        if (x.Draft.Shape.IsMatrix)
        {
            throw new DefinitionException(DiagnosticIds.WrongShape, $"The gate '{gate}' needs vectors to read, but is given a matrix {x.Draft.Shape}.");
        }

        var role = operand.Role ?? DefaultRole(gate, x);
        var count = _recording.Parameters.Count;
        var matrix = Weight(gate, role, Shape.Matrix(size, x.Draft.Shape.Rows), weights);
        matrix = _noiseOnWeights > 0 ? WeightNoise(matrix, _noiseOnWeights) : matrix;
        return _recording.Own(count, _recording.Make(ProductOps.Dense, [matrix, x]));
    }

    private string DefaultRole(string gate, Node x)
    {
        var role = x.Kind switch
        {
            OperandKind.Input => "W",
            OperandKind.State => "U",
            _ => throw new DefinitionException(
                DiagnosticIds.RoleMissing,
                $"The gate '{gate}' reads a computed value; name the role of its weight: (\"U\", value) instead of value gives the parameter '{gate}.U'."),
        };

        return !_recording.IsTaken(_prefix + gate + "." + role)
            ? role
            : throw new DefinitionException(
                DiagnosticIds.NameUsedTwice,
                $"The gate '{gate}' has a parameter '{gate}.{role}' already; if this is another gate, give it its own name; if not, name the role of this weight: "
                + $"(\"{role}.2\", value) instead of value gives '{gate}.{role}.2'.");
    }
}
