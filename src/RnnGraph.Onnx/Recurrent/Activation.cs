namespace RnnGraph.Onnx.Recurrent;

/// <summary>An activation of the attribute <c>activations</c>, its numbers bound.</summary>
/// <param name="Name">As ONNX writes it.</param>
/// <param name="Alpha">α, where the function has one.</param>
/// <param name="Beta">β, where the function has one.</param>
internal sealed record Activation(string Name, float Alpha, float Beta)
{
    private static readonly Dictionary<string, Row> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Relu"] = new(0, (x, _, _) => Op.Relu(x)),
        ["Tanh"] = new(0, (x, _, _) => Op.Tanh(x)),
        ["Sigmoid"] = new(0, (x, _, _) => Op.Sigmoid(x)),
        ["Softsign"] = new(0, (x, _, _) => Op.Softsign(x)),
        ["Softplus"] = new(0, (x, _, _) => Op.Softplus(x)),
        ["LeakyRelu"] = new(1, (x, alpha, _) => Op.LeakyRelu(x, alpha), 0.01f),
        ["ThresholdedRelu"] = new(1, (x, alpha, _) => Op.ThresholdedRelu(x, alpha), 1),
        ["Elu"] = new(1, (x, alpha, _) => Op.Elu(x, alpha), 1),
        ["Affine"] = new(2, Op.Affine, 1, 0),
        ["ScaledTanh"] = new(2, Op.ScaledTanh, float.NaN, float.NaN),
        ["HardSigmoid"] = new(2, Op.HardSigmoid, 0.2f, 0.5f),
    };

    /// <summary>
    /// Binds the activations to their numbers, which are consumed in order: each function that has an α takes the next of <paramref name="alphas"/>, each that has a β the next of
    /// <paramref name="betas"/>; when they are used up, the function's own default, which ScaledTanh doesn't have.
    /// </summary>
    /// <exception cref="FormatException">A function isn't known, or a number is missing or not finite.</exception>
    public static IReadOnlyList<Activation> Bind(IReadOnlyList<string> names, IReadOnlyList<float> alphas, IReadOnlyList<float> betas)
    {
        var (alpha, beta) = (0, 0);
        var bound = new List<Activation>();
        foreach (var name in names)
        {
            var row = Table.GetValueOrDefault(name) ?? throw new FormatException($"the activation '{name}' is not supported; {string.Join(", ", Table.Keys)} are");
            bound.Add(new(
                name,
                Finite(name, row.Numbers >= 1 && alpha < alphas.Count ? alphas[alpha++] : row.Alpha),
                Finite(name, row.Numbers >= 2 && beta < betas.Count ? betas[beta++] : row.Beta)));
        }

        return bound;
    }

    /// <summary>How many numbers the function has: none, α, or α and β.</summary>
    public int Numbers => Table[Name].Numbers;

    /// <summary>The function of a value of a definition.</summary>
    public Node Of(Node x) => Table[Name].Function(x, Alpha, Beta);

    private static float Finite(string name, float number) =>
        float.IsFinite(number) ? number : throw new FormatException($"the activation '{name}' lacks a finite number in activation_alpha or activation_beta, and has no default");

    /// <summary>A row of the table.</summary>
    /// <param name="Numbers">0, 1 (α) or 2 (α and β).</param>
    /// <param name="Function">The function of x, α and β.</param>
    /// <param name="Alpha">α when none is given; NaN where one must be.</param>
    /// <param name="Beta">β when none is given; NaN where one must be.</param>
    private sealed record Row(int Numbers, Func<Node, float, float, Node> Function, float Alpha = 0, float Beta = 0);
}
