using System.Numerics;

namespace RnnGraph.Training;

/// <summary>
/// Measures <see cref="GradientFlow"/> through the generated backward run of any cell. The final state's gradient is seeded with unit vectors, one in each row of a batch
/// whose rows all see the same sequence, and carried back a step at a time: what then stands in a row is a row of the Jacobian ∂h_T/∂s_t.
/// </summary>
public static class GradientFlowProbe
{
    /// <summary>Jacobians of states up to this width are computed whole unless asked otherwise.</summary>
    public const int ExactUpTo = 128;

    /// <summary>Measures a cell or causal network along one sequence.</summary>
    /// <typeparam name="T">float or double. Norms below float's 1e-38 are 0: use double for what vanishes further.</typeparam>
    /// <param name="cell">The cell or network with the parameters of interest.</param>
    /// <param name="inputs">Each input that is no target, <c>[T, F]</c> values or <c>[T]</c> tokens.</param>
    /// <param name="state">The state to differentiate; null: the cell's first.</param>
    /// <param name="vectors">
    /// How many random ±1 vectors v to carry back instead of all unit vectors: ‖J‖² is the mean of ‖Jᵀv‖² over them (Hutchinson 1990). Null: all unit vectors, exactly, if the
    /// state has at most <see cref="ExactUpTo"/> features, else 64 random ones.
    /// </param>
    /// <param name="seed">The seed of random vectors.</param>
    /// <exception cref="ArgumentException">The cell has no such state, or inputs of other sizes.</exception>
    public static GradientFlow Measure<T>(ITrainable<T> cell, IReadOnlyList<SequenceInput<T>> inputs, string? state = null, int? vectors = null, ulong seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(inputs);
        if (vectors is { } count)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count, nameof(vectors));
        var signature = cell.Signature;
        var differentiated = signature.States.FirstOrDefault(info => state is null || string.Equals(info.Name, state, StringComparison.Ordinal))
            ?? throw new ArgumentException($"{signature.Name} has no state '{state}'. It has: {string.Join(", ", signature.States.Select(info => info.Name))}.", nameof(state));
        var isExact = vectors is null && differentiated.Features <= ExactUpTo;
        var rows = isExact ? differentiated.Features : vectors ?? 64;
        var walk = new StepWalk<T>(cell, new(signature, inputs, rows, steps: 1), rows);
        var steps = walk.Steps;
        var dState = cell.CreateState(rows);
        if (isExact)
            SeedUnitVectors(dState[differentiated.Name], rows);
        else
            SeedSigns(dState[differentiated.Name], seed);

        var byState = signature.States.ToDictionary(info => info.Name, _ => new double[steps + 1], StringComparer.Ordinal);
        // The exact norm sums the squares of a Jacobian's rows; the estimate takes the mean over its vectors.
        var share = isExact ? 1.0 : 1.0 / rows;
        for (var step = steps; ; step--)
        {
            foreach (var info in signature.States)
                byState[info.Name][step] = Math.Sqrt(share * FixedOrder.SumOfSquares<T>(dState[info.Name]));
            if (step == 0)
                break;
            walk.Back(step - 1, dState);
        }

        var norms = Enumerable.Range(0, steps + 1).Select(step => Math.Sqrt(byState.Values.Sum(of => of[step] * of[step])));
        return new(
            signature.Name, differentiated.Name, [.. norms], byState.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value, StringComparer.Ordinal), isExact, rows);
    }

    /// <summary>Measures a cell of one input along one sequence.</summary>
    /// <inheritdoc cref="Measure{T}(ITrainable{T}, IReadOnlyList{SequenceInput{T}}, string?, int?, ulong)"/>
    public static GradientFlow Measure<T>(ITrainable<T> cell, SequenceInput<T> input, string? state = null, int? vectors = null, ulong seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Measure(cell, [input], state, vectors, seed);

    private static void SeedUnitVectors<T>(Span<T> rows, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var row = 0; row < features; row++)
            rows[(row * features) + row] = T.One;
    }

    private static void SeedSigns<T>(Span<T> rows, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (random.NextBits() >> 63) == 0 ? T.One : T.NegativeOne;
    }
}
