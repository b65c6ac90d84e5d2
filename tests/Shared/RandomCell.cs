using static RnnGraph.Op;

namespace RnnGraph.Tests.Shared;

/// <summary>What a random cell may be made of beside gates and plain elementwise ops.</summary>
[Flags]
public enum RandomCellParts
{
    /// <summary>Nothing else.</summary>
    None = 0,

    /// <summary>Sums, means and maxima over features, spread again.</summary>
    Reductions = 1,

    /// <summary>One matrix used by two products.</summary>
    TiedMatrices = 2,

    /// <summary>Expressions of parameters alone.</summary>
    ParameterExpressions = 4,

    /// <summary>Values of other sizes than the hidden one.</summary>
    OtherSizes = 8,

    /// <summary>Functions with kinks, and masks.</summary>
    Kinks = 16,

    /// <summary>Everything.</summary>
    All = 31,
}

/// <summary>
/// A random definition: always the same calls for the same seed, length and parts. Every value reaches an output, every state is read and updated, and
/// arguments of logarithms, roots and divisors stay away from 0.
/// </summary>
public sealed record RandomCell(int Seed, int Length, RandomCellParts Parts)
{
    /// <summary>The definition.</summary>
    public void Define(CellBuilder cell, Size input, Size hidden) => new RandomCellWriter(new Random(Seed), cell, input, hidden).Write(Length, Parts);
}

internal sealed class RandomCellWriter(Random random, CellBuilder cell, Size input, Size hidden)
{
    private readonly List<Node> _values = [];
    private readonly List<Node> _states = [];
    private readonly List<Operand> _readable = [];
    private readonly HashSet<Node> _unused = [];
    private int _gates;

    public void Write(int length, RandomCellParts parts)
    {
        var x = cell.Input("x", input);
        _readable.Add(x);
        for (var i = random.Next(3); i >= 0; i--)
        {
            var state = cell.State($"s{_states.Count}", hidden);
            _states.Add(state);
            _values.Add(state);
            _readable.Add(state);
        }

        Add(Tanh(cell.Affine("first", hidden, x, _states[0])));
        for (var i = 0; i < length; i++)
        {
            Add(Value(parts));
        }

        foreach (var state in _states)
        {
            cell.Next(state, Tanh(Pick() + (0.5f * state)));
        }

        cell.Output("y", _unused.Count == 0 ? Pick() : _unused.Aggregate((sum, value) => sum + Tanh(value)));
        if (random.Next(3) == 0)
        {
            cell.Tap("inner", Pick());
        }
    }

    private Node Value(RandomCellParts parts)
    {
        switch (random.Next(9))
        {
            case 0:
                return Sigmoid(cell.Affine(Gate(), hidden, _readable[random.Next(_readable.Count)], bias: 0.5f));
            case 1:
                return Gated();
            case 2 when parts.HasFlag(RandomCellParts.Reductions):
                return Reduced(Pick());
            case 3 when parts.HasFlag(RandomCellParts.TiedMatrices):
                var tied = cell.Matrix(Gate() + ".M", hidden, hidden);
                return cell.Dense(tied, Pick()) + Sigmoid(cell.Dense(tied, Pick()));
            case 4 when parts.HasFlag(RandomCellParts.ParameterExpressions):
                var gate = Gate();
                return Pick() * (Sigmoid(cell.Bias(gate, "b.1", hidden, 0.25f)) + cell.Bias(gate, "b.2", hidden, 1f));
            case 5 when parts.HasFlag(RandomCellParts.OtherSizes):
                var wide = Tanh(cell.Affine(Gate(), hidden + (2 * input), ("W", Pick())));
                return cell.Dense(Gate(), hidden, "V", Softsign(wide) * wide);
            case 6 when parts.HasFlag(RandomCellParts.Kinks):
                return Kinked(Pick());
            case 7:
                return Smooth(Pick());
            default:
                return Combined(Pick(), Pick());
        }
    }

    private Node Gated()
    {
        var gate = Gate();
        return Tanh(cell.Dense(gate, hidden, "U", Pick()) + cell.Diagonal(gate, Pick()) + cell.Bias(gate, hidden));
    }

    private Node Reduced(Node x) => random.Next(3) switch
    {
        0 => Expand(Tanh(Sum(x)), hidden) * x,
        1 => x - Expand(Mean(x), hidden),
        _ => x - Expand(Max(x), hidden),
    };

    private Node Kinked(Node a) => random.Next(8) switch
    {
        0 => Relu(a),
        1 => LeakyRelu(a, 0.1f),
        2 => Abs(a - Pick()),
        3 => Max(a, Pick()),
        4 => Min(a, 0.3f),
        5 => Clip(a, -0.5f, 0.5f),
        6 => HardSigmoid(a),
        _ => Select(GreaterThan(a, 0.1f), a * a, Elu(Pick())),
    };

    private Node Smooth(Node x) => random.Next(13) switch
    {
        0 => Sigmoid(x),
        1 => Tanh(x),
        2 => Softsign(x),
        3 => Softplus(x),
        4 => LogSigmoid(x),
        5 => Exp(Tanh(x)),
        6 => Expm1(Tanh(x)),
        7 => Log(Softplus(x) + 0.5f),
        8 => Log1p(Square(Tanh(x))),
        9 => Sqrt(Square(Tanh(x)) + 0.5f),
        10 => Rsqrt(Square(Tanh(x)) + 0.5f),
        11 => Reciprocal(2f + Tanh(x)),
        _ => -(0.75f - x),
    };

    private Node Combined(Node a, Node b) => random.Next(4) switch
    {
        0 => a + (b * 0.5f),
        1 => a - b,
        2 => Tanh(a) * Tanh(b),
        _ => Tanh(a) / (1.5f + Sigmoid(b)),
    };

    private string Gate() => "g" + (_gates++).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void Add(Node value)
    {
        _values.Add(value);
        _unused.Add(value);
    }

    private Node Pick()
    {
        var value = _values[random.Next(_values.Count)];
        _unused.Remove(value);
        return value;
    }
}
