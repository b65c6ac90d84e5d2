using RnnGraph.Compiler;

namespace RnnGraph.Benchmarks.Bounds;

/// <summary>
/// The least time of a run on one core, the largest of: the products' operations at the multiply-add peak; the elementwise functions at their own speed in the first-level cache; and the bytes that must
/// be read, at the bandwidth of reading as many: the inputs and outputs, what training keeps (written and read), and at each step the weights within the loop.
/// </summary>
/// <param name="Seconds">The bound.</param>
/// <param name="By">Which of them it is.</param>
internal readonly record struct CellBound(double Seconds, string By)
{
    public static CellBound OfForward(CellWork forward, LayerShape shape, double peak) => Largest(
        forward.Operations * Rows(shape) / peak,
        Functions(forward) * Rows(shape),
        Reading(forward.LoopWeights * shape.Steps, forward.LoopWeights) + Reading(Outside(shape)));

    public static CellBound OfTraining(CellWork forward, CellWork backward, LayerShape shape, double peak) => Largest(
        (forward.Operations + backward.Operations) * Rows(shape) / peak,
        (Functions(forward) + Functions(backward)) * Rows(shape),
        Reading(forward.LoopWeights * shape.Steps, forward.LoopWeights) + Reading(backward.LoopWeights * shape.Steps, backward.LoopWeights)
            + Reading((2 * Outside(shape)) + (2 * forward.KeptValues * Rows(shape))));

    private static double Rows(LayerShape shape) => (double)shape.Batch * shape.Steps;

    private static double Outside(LayerShape shape) => Rows(shape) * (shape.Input + shape.Hidden);

    private static double Functions(CellWork work) => work.Functions.Sum(function => function.Value * Machine.SecondsOf(function.Key));

    private static double Reading(double values) => Reading(values, values);

    private static double Reading(double values, double overAndOver) => values == 0 ? 0 : values * sizeof(float) / Machine.Bandwidth(overAndOver * sizeof(float));

    private static CellBound Largest(double products, double functions, double bytes) =>
        products >= functions && products >= bytes ? new(products, "products") : functions >= bytes ? new(functions, "functions") : new(bytes, "bytes");
}
