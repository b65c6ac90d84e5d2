using System.Numerics;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;

namespace RnnGraph.Checking;

/// <summary>
/// Checks the gradient of a compiled cell or network, for a user's own tests:
/// <code>GradientCheck.Run(new MyCell(3, 5)).ThrowIfFailed();</code>
/// The loss is Σ w∘y + Σ w∘(final state) with random weights w, so that every path counts, plus the losses that a network declares, on random targets and tokens. Its gradient by every
/// parameter, input and initial state, as the generated backward run gives it, is compared with
/// <list type="bullet">
/// <item>central differences of the generated forward run (double precision only: in float they are mostly rounding);</item>
/// <item>the reference interpretation of the definition's graph, when the class carries it (<see cref="CellGraphAttribute"/>); outputs, final states and the loss are compared with it too.</item>
/// </list>
/// Where states learn their start, a second run is given no initial states, for the gradients by the parameters that they start from.
/// </summary>
public static class GradientCheck
{
    /// <summary>
    /// Central differences are taken at two distances and extrapolated, so they err by h⁴ and by rounding over h, with h = 10⁻³ about 10⁻¹² of the loss. That a gradient
    /// is wrong by less than a millionth of its tensor's largest value can't be told from a loss that is a million times larger than the gradient.
    /// </summary>
    public const double DifferenceTolerance = 1e-6;

    /// <summary>Kernel and interpreter both compute in double, in different orders and with different elementary functions: about 10⁻¹² of the largest value.</summary>
    public const double DoubleTolerance = 1e-9;

    /// <summary>The same for a float kernel, whose roundings of 6·10⁻⁸ are amplified by the steps and, in sums that cancel, by much more.</summary>
    public const double SingleTolerance = 1e-3;

    /// <summary>
    /// Checks a cell or network in training: what it draws (masks, noise) is drawn from <see cref="GradientCheckOptions.Seed"/>, the same in every run. Its parameters are changed
    /// meanwhile, and set back before this returns; nothing else may use it.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cell">The cell or network, of any sizes: small ones are checked faster, and as well.</param>
    /// <param name="options">Steps, rows, seed and tolerance; null for the usual ones.</param>
    /// <returns>For every tensor the largest error and where it is.</returns>
    /// <exception cref="ArgumentException">A float cell whose class carries no graph: there is nothing to compare it with.</exception>
    public static GradientReport Run<T>(ITrainable<T> cell, GradientCheckOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cell);
        options ??= new GradientCheckOptions();
        var graph = DefinitionGraph.Of(cell);
        if (graph is null && typeof(T) != typeof(double))
            throw new ArgumentException($"A {typeof(T).Name} cell is compared with the interpretation of its graph; {cell.GetType().Name} has no [CellGraph]. Check its twin in double precision.", nameof(cell));

        var run = new CheckedRun<T>(cell, options, givesStates: true);
        var rows = Rows(run, graph, options, _ => true);
        if (run.LearnsStarts)
            rows.AddRange(Rows(new CheckedRun<T>(cell, options, givesStates: false), graph, options, tensor => tensor.Kind == TensorKind.LearnedStart));
        return new GradientReport(cell.Signature.Name, Tolerance<T>(options), options.Tolerance ?? DifferenceTolerance, rows);
    }

    private static List<GradientRow> Rows<T>(CheckedRun<T> run, Graph? graph, GradientCheckOptions options, Func<CheckedTensor, bool> isReported)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            run.Execute();
            var reference = graph is null ? null : Interpreter.Run(Differentiation.Differentiate(graph), run.Arguments());
            var differences = typeof(T) == typeof(double) ? new NumericalDerivative(run.Loss, options) : null;
            var largest = run.Tensors.Where(tensor => tensor.IsGradient).SelectMany(tensor => tensor.Values).Select(Math.Abs).DefaultIfEmpty(0).Max();
            return [.. run.Tensors.Where(isReported).Select(tensor => Row(tensor, largest, reference, differences))];
        }
        finally
        {
            run.Restore();
        }
    }

    private static double Tolerance<T>(GradientCheckOptions options) => options.Tolerance ?? (typeof(T) == typeof(double) ? DoubleTolerance : SingleTolerance);

    private static GradientRow Row(CheckedTensor tensor, double largestGradient, GraphResults? reference, NumericalDerivative? differences)
    {
        // A gradient that vanishes beside all others is only known as well as they are.
        var scale = tensor.Values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        scale = Math.Max(scale, tensor.IsGradient ? 1e-6 * largestGradient : 1e-6);
        return new GradientRow(
            tensor.Kind,
            tensor.Name,
            tensor.Values.Length,
            differences is null || tensor.Argument is not { } argument ? null : differences.Compare(argument, tensor.Values, scale),
            reference is null ? null : Compare(tensor.Values, tensor.In(reference), scale));
    }

    private static GradientError Compare(double[] given, double[] expected, double scale)
    {
        var worst = new GradientError(0, 0, double.NaN, double.NaN, given.Length, 0);
        for (var i = 0; i < given.Length; i++)
            worst = worst.Or(i, given[i], expected[i], scale);
        return worst;
    }
}
