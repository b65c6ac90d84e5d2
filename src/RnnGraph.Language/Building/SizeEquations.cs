using RnnGraph.Graphs;

namespace RnnGraph.Building;

/// <summary>Sizes that a definition requires to be equal: a symbol that equals something else is written as that from then on.</summary>
internal sealed class SizeEquations
{
    private readonly List<KeyValuePair<string, Size>> _solved = [];

    /// <summary>Learns that two sizes are equal. When neither is a symbol by itself, nothing can be written differently; binding still checks.</summary>
    public void Add(Size left, Size right)
    {
        (left, right) = (Apply(left), Apply(right));
        if (IsSolution(left, right))
        {
            _solved.Add(new KeyValuePair<string, Size>(left.ToString(), right));
        }
        else if (IsSolution(right, left))
        {
            _solved.Add(new KeyValuePair<string, Size>(right.ToString(), left));
        }
    }

    public Size Apply(Size size) => _solved.Aggregate(size, (current, equation) => current.Substitute(equation.Key, equation.Value));

    public Shape Apply(Shape shape)
        => _solved.Count == 0 || shape == default ? shape
            : shape.IsMatrix ? Shape.Matrix(Apply(shape.Rows), Apply(shape.Columns)) : Shape.Vector(Apply(shape.Rows));

    private static bool IsSolution(Size symbol, Size value)
        => symbol.Symbols.Count == 1 && symbol.ToString() == symbol.Symbols[0] && !value.Symbols.Contains(symbol.Symbols[0]);
}
