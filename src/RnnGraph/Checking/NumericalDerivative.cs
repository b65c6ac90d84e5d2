namespace RnnGraph.Checking;

/// <summary>
/// The derivative of a loss by single elements of an array: central differences at h and h/2, extrapolated to h → 0 (Richardson), which leaves an error of h⁴. Where the
/// two disagree, a kink lies between; they are taken again nearer.
/// </summary>
internal sealed class NumericalDerivative(Func<double> loss, GradientCheckOptions options)
{
    private static readonly double[] Distances = [1e-3, 1e-4, 1e-5];

    /// <summary>By how much the differences at h and h/2 may disagree: a smooth loss gives h²·f‴/8 ≈ 10⁻⁷, and what is left after extrapolating is a third of it at most.</summary>
    private const double Unsettled = 3e-6;

    /// <summary>By how much the slopes to both sides may differ: a smooth loss gives h·f″, a kink at the very point something like the gradient itself.</summary>
    private const double Bent = 1e-2;

    /// <summary>Compares the gradient of an array with differences by some of its elements.</summary>
    public GradientError Compare(CheckedArgument argument, double[] gradient, double scale)
    {
        var values = argument.Values;
        var count = Math.Min(values.Length, options.ElementsPerTensor);
        var worst = new GradientError(0, 0, double.NaN, double.NaN, 0, 0);
        var here = loss();
        for (var i = 0; i < count; i++)
        {
            var index = (int)((long)i * values.Length / count);
            worst = Derivative(argument, index, scale, here) is { } derivative
                ? (worst with { Compared = worst.Compared + 1 }).Or(index, gradient[index], derivative, scale)
                : worst with { AtKinks = worst.AtKinks + 1 };
        }

        return worst;
    }

    private double? Derivative(CheckedArgument argument, int index, double scale, double here)
    {
        foreach (var distance in Distances)
        {
            var (far, near) = (Slopes(argument, index, distance, here), Slopes(argument, index, distance / 2, here));
            if (double.IsNaN(far.Centre) || double.IsNaN(near.Centre))
                return double.NaN;
            if (Math.Abs(far.Centre - near.Centre) <= Unsettled * scale && near.Bend <= Bent * scale)
                return ((4 * near.Centre) - far.Centre) / 3;
        }

        return null;
    }

    private (double Centre, double Bend) Slopes(CheckedArgument argument, int index, double distance, double here)
    {
        var value = argument.Values[index];
        argument.Set(index, value + distance);
        var above = loss();
        argument.Set(index, value - distance);
        var below = loss();
        argument.Set(index, value);
        return ((above - below) / (2 * distance), Math.Abs(above + below - (2 * here)) / distance);
    }
}

/// <summary>An array that the loss depends on; <see cref="Set"/> changes one element where the cell sees it.</summary>
internal sealed class CheckedArgument(double[] values, Action<double[]> changed)
{
    public double[] Values { get; } = values;

    public void Set(int index, double value)
    {
        Values[index] = value;
        changed(Values);
    }
}
