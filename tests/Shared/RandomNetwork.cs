using static RnnGraph.Op;

namespace RnnGraph.Tests.Shared;

/// <summary>What a random network may be made of beside scans, products, joins and losses.</summary>
[Flags]
public enum RandomNetworkParts
{
    /// <summary>Nothing else.</summary>
    None = 0,

    /// <summary>A second time axis.</summary>
    SecondAxis = 1,

    /// <summary>Scans from the last step to the first.</summary>
    Reversed = 2,

    /// <summary>The last step, sums and means over time, and what is repeated at every step.</summary>
    Pooling = 4,

    /// <summary>The largest over time.</summary>
    Kinks = 8,

    /// <summary>Features left out at random.</summary>
    Dropout = 16,

    /// <summary>Everything that the language says.</summary>
    Everything = 31,
}

/// <summary>
/// A random network of features and vocabularies of size n and hidden size m: always the same calls for the same seed, length and parts. Every value reaches an
/// output or a loss.
/// </summary>
public sealed record RandomNetwork(int Seed, int Length, RandomNetworkParts Parts)
{
    /// <summary>The definition.</summary>
    public void Define(NetworkBuilder net, Size n, Size m) => new RandomNetworkWriter(new Random(Seed), net, n, m, Parts).Write(Length);
}

internal sealed class RandomNetworkWriter(Random random, NetworkBuilder net, Size n, Size m, RandomNetworkParts parts)
{
    // Values of size m: of every step of each axis, and of each sequence.
    private readonly List<List<Node>> _steps = [];
    private readonly List<Node> _sequences = [];
    private readonly List<TimeAxis?> _axes = [null];
    private readonly HashSet<Node> _unused = [];
    private readonly List<ScanResults> _scans = [];
    private int _names;

    public void Write(int length)
    {
        if (parts.HasFlag(RandomNetworkParts.SecondAxis))
        {
            _axes.Add(net.Time("source"));
        }

        foreach (var axis in _axes)
        {
            _steps.Add([]);
            var name = axis?.Name ?? "x";
            Keep(_steps[^1], random.Next(2) == 0 ? net.Embedding(name + "_embed", m, net.Tokens(name + "_words", n, axis)) : Tanh(net.Dense(name + "_in", m, net.Input(name + "_in_values", n, axis))));
        }

        Keep(_sequences, Tanh(net.Dense("v_in", m, net.Vector("v", n))));
        for (var i = 0; i < length; i++)
        {
            Add(random.Next(_steps.Count));
        }

        for (var axis = 0; axis < _steps.Count; axis++)
        {
            Finish(_steps[axis], $"y{axis}", logits => net.SoftmaxCrossEntropy(logits, net.Tokens($"y{axis}_words", n, _axes[axis])));
        }

        Finish(_sequences, "ys", logits => net.SoftmaxCrossEntropy(logits, net.Token("class", n)));
    }

    private void Add(int axis)
    {
        switch (random.Next(8))
        {
            case 0 or 1:
                Keep(_steps[axis], Scan(axis));
                break;
            case 2 when _scans.Count > 0:
                Keep(_sequences, _scans[random.Next(_scans.Count)].Final("h"));
                break;
            case 3 when parts.HasFlag(RandomNetworkParts.Pooling):
                Keep(_sequences, Pooled(Pick(_steps[axis])));
                break;
            case 4 when parts.HasFlag(RandomNetworkParts.Pooling):
                Keep(_steps[axis], net.Repeat(Pick(_sequences), _axes[axis]) * Pick(_steps[axis]));
                break;
            case 5 when parts.HasFlag(RandomNetworkParts.Dropout):
                var values = random.Next(2) == 0 ? _sequences : _steps[axis];
                Keep(values, net.Dropout(Name(), Pick(values), 0.25f, perSequence: random.Next(2) == 0));
                break;
            case 6:
                Keep(_sequences, Sigmoid(net.Dense(Name(), m, Concat(Pick(_sequences), Pick(_sequences)))));
                break;
            default:
                Keep(_steps[axis], Joined(Pick(_steps[axis]), random.Next(2) == 0 ? Pick(_sequences) : Pick(_steps[axis])));
                break;
        }
    }

    private Node Scan(int axis)
    {
        var (name, kind) = (Name(), random.Next(3));
        var isReversed = parts.HasFlag(RandomNetworkParts.Reversed) && random.Next(3) == 0;
        var captured = random.Next(3) == 0 ? Pick(_sequences) : null;
        Operand[] inputs = random.Next(3) == 0 ? [Pick(_steps[axis]), Pick(_sequences)] : [Pick(_steps[axis])];
        var scan = isReversed ? net.ScanReversed(name, Cell, inputs) : net.Scan(name, Cell, inputs);
        switch (random.Next(4))
        {
            case 0 when _scans.Count > 0:
                scan.StartFrom(_scans[random.Next(_scans.Count)]);
                break;
            case 1:
                scan.Start("h", Pick(_sequences));
                break;
        }

        _scans.Add(scan);
        return scan["y"];

        void Cell(CellBuilder cell)
        {
            var (x, h) = (cell.Input("x", m), cell.State("h", m));
            var read = inputs.Length == 1 ? cell.Affine("n", m, x, h) : cell.Affine("n", m, x, ("V", cell.Input("v", m)), h);
            var next = Tanh(captured is null ? read : read * Sigmoid(captured));
            cell.Next(h, kind == 0 ? next : (h * Sigmoid(cell.Dense("z", m, x))) + (0.5f * next));
            cell.Output("y", kind == 2 ? h * next : h.Next);
        }
    }

    private Node Pooled(Node x) => random.Next(parts.HasFlag(RandomNetworkParts.Kinks) ? 4 : 3) switch
    {
        0 => net.Last(x),
        1 => net.MeanOverTime(x),
        2 => 0.5f * net.SumOverTime(x),
        _ => net.MaxOverTime(x),
    };

    private Node Joined(Node a, Node b) => random.Next(4) switch
    {
        0 => a + (0.5f * b),
        1 => a * Sigmoid(b),
        2 => Tanh(net.Dense(Name(), m, a)) - b,
        _ => Softsign(a) * b,
    };

    private void Finish(List<Node> values, string name, Func<Node, Node> loss)
    {
        var unused = values.Where(_unused.Contains).ToArray();
        if (unused.Length == 0)
        {
            return;
        }

        var sum = unused.Aggregate((left, right) => left + right);
        if (random.Next(2) == 0)
        {
            net.Output(name, sum);
        }
        else
        {
            net.Loss(name, loss(net.Dense(Name(), n, sum)));
        }
    }

    private string Name() => $"part{_names++}";

    private Node Pick(List<Node> values)
    {
        var value = values[random.Next(values.Count)];
        _unused.Remove(value);
        return value;
    }

    private void Keep(List<Node> values, Node value)
    {
        values.Add(value);
        _unused.Add(value);
    }
}
