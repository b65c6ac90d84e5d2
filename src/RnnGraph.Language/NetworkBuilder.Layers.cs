using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

public sealed partial class NetworkBuilder
{
    /// <summary>W·x + b, with parameters <c>name.W</c> and <c>name.b</c>, at every step or for each sequence as x is.</summary>
    /// <param name="name">What the parameters' keys begin with.</param>
    /// <param name="size">Number of features of the result.</param>
    /// <param name="x">What is read.</param>
    /// <param name="bias">The value that the bias starts from.</param>
    /// <param name="weights">How the matrix starts; by default uniform.</param>
    public Node Dense(string name, Size size, Node x, float bias = 0f, Initializer? weights = null)
    {
        CheckVector(name, x);
        var count = _recording.Parameters.Count;
        var product = _recording.Make(ProductOps.Dense, [Weight(name, "W", Shape.Matrix(size, x.Draft.Shape.Rows), weights), x]);
        return _recording.Own(count, product + Weight(name, "b", Shape.Vector(size), Initializer.Constant(bias)));
    }

    /// <summary>A product without a bias, with a matrix that <see cref="Matrix"/> declared; the same matrix may be used any number of times, also inside scans.</summary>
    public Node Dense(Node matrix, Node x)
    {
        CheckOutside(x);
        return matrix.Kind == OperandKind.Parameter
            ? _recording.Make(ProductOps.Dense, [matrix, x])
            : throw new DefinitionException(DiagnosticIds.WrongShape, "net.Dense(matrix, x) needs a matrix that net.Matrix returned.");
    }

    /// <summary>For each token a trained vector of <paramref name="size"/> features: the columns of the parameter <c>name.E</c>, [size, vocabulary].</summary>
    /// <param name="name">What the parameter's key begins with.</param>
    /// <param name="size">Number of features.</param>
    /// <param name="tokens">What is looked up.</param>
    /// <param name="weights">How the matrix starts; by default uniform.</param>
    public Node Embedding(string name, Size size, Tokens tokens, Initializer? weights = null)
    {
        CheckOutside(tokens.OneHot);
        var count = _recording.Parameters.Count;
        return _recording.Own(count, _recording.Make(ProductOps.Dense, [Weight(name, "E", Shape.Matrix(size, tokens.Vocabulary), weights), tokens.OneHot]));
    }

    /// <summary>A vector parameter whose key is <paramref name="name"/>.</summary>
    /// <param name="name">The key.</param>
    /// <param name="size">Number of values.</param>
    /// <param name="initializer">How it starts; by default uniform.</param>
    public Node Parameter(string name, Size size, Initializer? initializer = null)
        => _recording.Parameter(name, null, Shape.Vector(size), initializer ?? Initializer.Uniform);

    /// <summary>A matrix parameter whose key is <paramref name="name"/>, for products that share it.</summary>
    /// <param name="name">The key.</param>
    /// <param name="rows">Number of features that a product with it gives.</param>
    /// <param name="columns">Number of features that a product with it reads.</param>
    /// <param name="initializer">How it starts; by default uniform.</param>
    public Node Matrix(string name, Size rows, Size columns, Initializer? initializer = null)
        => _recording.Parameter(name, null, Shape.Matrix(rows, columns), initializer ?? Initializer.Uniform);

    private Node Weight(string name, string role, Shape shape, Initializer? initializer)
    {
        Names.Check(name);
        return _recording.Parameter(name + "." + role, name, shape, initializer ?? Initializer.Uniform);
    }

    private void CheckVector(string name, Node x)
    {
        CheckOutside(x);
        if (x.Draft.Shape.IsMatrix)
        {
            throw new DefinitionException(DiagnosticIds.WrongShape, $"'{name}' needs a vector to read, but is given a matrix {x.Draft.Shape}.");
        }
    }
}
