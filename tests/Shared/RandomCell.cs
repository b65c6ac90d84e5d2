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

    /// <summary>Features put together, cut out, copied and summed, and what is made of these.</summary>
    Rearrangements = 32,

    /// <summary>What happens at some steps only, the steps' count, and states that learn where they start.</summary>
    Steps = 64,

    /// <summary>Masks and noise.</summary>
    Draws = 128,

    /// <summary>Everything.</summary>
    All = 255,
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
            var learned = parts.HasFlag(RandomCellParts.Steps) && random.Next(3) == 0;
            var state = learned ? cell.LearnedState($"s{_states.Count}", hidden, Initializer.Uniform) : cell.State($"s{_states.Count}", hidden);
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
        // The later cases stand last, so that who does not ask for them draws the same cells as ever.
        switch (random.Next(parts.HasFlag(RandomCellParts.Draws) ? 13 : parts.HasFlag(RandomCellParts.Steps) ? 12 : parts.HasFlag(RandomCellParts.Rearrangements) ? 11 : 9))
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
            case 9 or 10 when parts.HasFlag(RandomCellParts.Rearrangements):
                return Rearranged(Pick());
            case 12 when parts.HasFlag(RandomCellParts.Draws):
                return Drawn(Pick());
            case 11 when parts.HasFlag(RandomCellParts.Steps):
                return Stepped(Pick());
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

    private Node Rearranged(Node a) => random.Next(12) switch
    {
        0 => Slice(Concat(a, Pick()), random.Next(2) == 0 ? 0 : hidden, hidden) * Tanh(Pick()),
        1 => SumEach(RepeatEach(a, 3) * Tile(Tanh(Pick()), 3), 3),
        2 => SumTiles(Tanh(Concat(a, Pick(), a)), hidden),
        3 => MatrixVector(Tanh(Outer(a, Pick())), a),
        4 => VectorMatrix(Pick(), Tanh(Outer(Pick(), a))),
        5 => Softmax(a) * Expand(Tanh(Dot(a, Pick())), hidden),
        6 => Expand(Tanh(LogSumExp(a)), hidden) + LogSoftmax(Pick()),
        7 => cell.LayerNorm(Gate(), a),
        8 => cell.Delay(Gate(), Tanh(a)),
        9 => Slice(Tanh(cell.BlockDiagonal(Gate(), 2, ("R", Concat(a, Pick())))), 1, hidden),
        10 => Tanh(cell.Bilinear(Gate(), hidden, 2, a, Pick())),
        _ => cell.Dense(Gate(), hidden, "V", Tile(Expand(Sum(Tanh(a)) * 0.5f, 2), 2)),
    };

    private Node Stepped(Node a) => random.Next(4) switch
    {
        0 => cell.Every(2, Tanh(a), Pick()),
        1 => cell.Every(3, Sigmoid(cell.Affine(Gate(), hidden, ("R", a))), _states[random.Next(_states.Count)]),
        2 => a * Expand(1f / (1f + cell.StepIndex), hidden),
        _ => a + Expand(0.5f * cell.Due(2), hidden),
    };

    private Node Drawn(Node a) => random.Next(6) switch
    {
        0 => cell.Dropout(Gate(), a, 0.25f),
        1 => cell.Dropout(Gate(), a, 0.5f, perSequence: true),
        2 => cell.Zoneout(Gate(), _states[random.Next(_states.Count)], a, 0.5f),
        3 => cell.Noise(Gate(), a, 0.125f),
        4 => Tanh(a) * cell.Normal(Gate(), hidden, 0.5f, inEvaluation: 0.25f, perSequence: true),
        _ => cell.Dense(cell.WeightNoise(cell.Matrix(Gate() + ".M", hidden, hidden), 0.1f), a),
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
