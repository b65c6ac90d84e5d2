namespace RnnGraph.Tests;

/// <summary>A cell as plain loops over one row in double precision, and its derivatives by central differences: what the kernels are compared with.</summary>
internal sealed class ReferenceCell(IReadOnlyList<string> states, ReferenceCell.StepFunction step)
{
    /// <summary>Computes the states after a step, in place; the first one is the output.</summary>
    public delegate void StepFunction(IReadOnlyDictionary<string, double[]> parameters, double[] x, double[][] states);

    public static ReferenceCell Lstm { get; } = new(["h", "c"], (p, x, states) =>
    {
        var (h, c) = (states[0], states[1]);
        var i = Affine(p, "i", x, h, Sigmoid);
        var f = Affine(p, "f", x, h, Sigmoid);
        var g = Affine(p, "g", x, h, Math.Tanh);
        var o = Affine(p, "o", x, h, Sigmoid);
        for (var u = 0; u < h.Length; u++)
        {
            c[u] = (f[u] * c[u]) + (i[u] * g[u]);
            h[u] = o[u] * Math.Tanh(c[u]);
        }
    });

    public static ReferenceCell Gru { get; } = new(["h"], (p, x, states) =>
    {
        var h = states[0];
        var z = Affine(p, "z", x, h, Sigmoid);
        var r = Affine(p, "r", x, h, Sigmoid);
        var n = Affine(p, "n", x, [.. h.Select((value, u) => r[u] * value)], Math.Tanh);
        for (var u = 0; u < h.Length; u++)
            h[u] = ((1 - z[u]) * n[u]) + (z[u] * h[u]);
    });

    public IReadOnlyList<string> States { get; } = states;

    /// <summary>The outputs <c>[T, B, F]</c>; the states <c>[B, F]</c> become the final ones.</summary>
    public double[] Run(ReferenceData data)
    {
        var y = new double[data.Steps * data.Batch * data.Hidden];
        for (var row = 0; row < data.Batch; row++)
        {
            var states = States.Select(name => data.States[name].AsSpan(row * data.Hidden, data.Hidden).ToArray()).ToArray();
            for (var t = 0; t < data.Lengths[row]; t++)
            {
                step(data.Parameters, data.X.AsSpan(((t * data.Batch) + row) * data.Input, data.Input).ToArray(), states);
                states[0].CopyTo(y, ((t * data.Batch) + row) * data.Hidden);
            }

            for (var i = 0; i < states.Length; i++)
                states[i].CopyTo(data.States[States[i]], row * data.Hidden);
        }

        return y;
    }

    /// <summary>∂L/∂values for L = Σ dy∘y + Σ dState∘(final state), by central differences.</summary>
    public double[] Gradient(ReferenceData data, double[] values)
    {
        // The loss is smooth with derivatives of order one: the step's error is near 1e-10, rounding's near 1e-11.
        const double Step = 1e-5;
        var gradient = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = value + Step;
            var above = Loss(data);
            values[i] = value - Step;
            gradient[i] = (above - Loss(data)) / (2 * Step);
            values[i] = value;
        }

        return gradient;
    }

    private double Loss(ReferenceData data)
    {
        var copy = data with { States = data.States.ToDictionary(pair => pair.Key, pair => (double[])pair.Value.Clone()) };
        var y = Run(copy);
        var loss = y.Zip(data.OutputGradient, (value, slope) => value * slope).Sum();
        foreach (var state in States)
            loss += copy.States[state].Zip(data.StateGradients[state], (value, slope) => value * slope).Sum();
        return loss;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Affine(IReadOnlyDictionary<string, double[]> p, string gate, double[] x, double[] h, Func<double, double> activation)
    {
        var (w, u, b) = (p[gate + ".W"], p[gate + ".U"], p[gate + ".b"]);
        var result = new double[b.Length];
        for (var unit = 0; unit < b.Length; unit++)
        {
            var sum = b[unit];
            for (var k = 0; k < x.Length; k++)
                sum += w[(unit * x.Length) + k] * x[k];
            for (var k = 0; k < h.Length; k++)
                sum += u[(unit * h.Length) + k] * h[k];
            result[unit] = activation(sum);
        }

        return result;
    }
}

/// <summary>What one run takes.</summary>
internal sealed record ReferenceData(int Steps, int Batch, int Input, int Hidden)
{
    public required Dictionary<string, double[]> Parameters { get; init; }

    public required double[] X { get; init; }

    public required int[] Lengths { get; init; }

    public required Dictionary<string, double[]> States { get; init; }

    public required double[] OutputGradient { get; init; }

    public required Dictionary<string, double[]> StateGradients { get; init; }
}
