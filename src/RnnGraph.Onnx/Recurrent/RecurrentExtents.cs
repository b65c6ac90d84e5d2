using RnnGraph.Onnx.Operators;

namespace RnnGraph.Onnx.Recurrent;

/// <summary>The extents of a run of a recurrent node, from its inputs, which are held against them.</summary>
/// <param name="Steps">T.</param>
/// <param name="Batch">B.</param>
/// <param name="Input">Features of x.</param>
/// <param name="Directions">D: 1 or 2.</param>
/// <param name="Hidden">Features of h.</param>
/// <param name="BatchFirst">Whether tensors begin with the batch (layout 1).</param>
internal sealed record RecurrentExtents(int Steps, int Batch, int Input, int Directions, int Hidden, bool BatchFirst)
{
    /// <summary>The shape of Y.</summary>
    public int[] Outputs => BatchFirst ? [Batch, Steps, Directions, Hidden] : [Steps, Directions, Batch, Hidden];

    /// <summary>The shape of initial and final states.</summary>
    public int[] States => BatchFirst ? [Batch, Directions, Hidden] : [Directions, Batch, Hidden];

    /// <summary>Reads them off X, W and R.</summary>
    /// <exception cref="OnnxException">The shapes don't fit, an extent of the weights is 0, or an output is too large.</exception>
    public static RecurrentExtents Of(NodeContext node, RecurrentKind kind, RecurrentAttributes attributes, OnnxTensor x, OnnxTensor w, OnnxTensor r)
    {
        var (gates, directions) = (kind.Gates().Count, attributes.IsReversed.Count);
        Require(node, x.Rank == 3, "X", x, "three axes");
        Require(node, r.Rank == 3, "R", r, "three axes");
        var (first, second, input, hidden) = (x.Shape[0], x.Shape[1], x.Shape[2], r.Shape[2]);
        if (input == 0 || hidden == 0)
            throw node.Fault($"X {x.ShapeText} and R {r.ShapeText} leave no features");
        if (attributes.HiddenSize is { } declared && declared != hidden)
            throw node.Fault($"hidden_size is {declared}, but R {r.ShapeText} has {hidden}");

        // beyond 32 bits first: a hidden of 2³⁰ needs no values where R has another extent of 0; with an R that fits, hidden² and what follows fit too
        Require(node, r.Shape[0] == directions && r.Shape[1] == (long)gates * hidden, "R", r, Shapes.Text([directions, (long)gates * hidden, hidden]));
        var extents = attributes.BatchFirst
            ? new RecurrentExtents(second, first, input, directions, hidden, true)
            : new RecurrentExtents(first, second, input, directions, hidden, false);
        extents.Require(node, "W", w, directions, gates * hidden, input);
        RequireResult(node, extents.Outputs, Array.MaxLength);

        // no values of X stand behind the states of a sequence of no steps
        RequireResult(node, extents.States, extents.Steps == 0 ? Shapes.MostFromNothing : Array.MaxLength);
        return extents;
    }

    /// <summary>Refuses a tensor of another shape.</summary>
    public void Require(NodeContext node, string name, OnnxTensor tensor, params ReadOnlySpan<int> shape) =>
        Require(node, tensor.Shape.SequenceEqual(shape), name, tensor, Shapes.Text(shape.ToArray()));

    /// <summary>Where the row of a step and sequence begins in X.</summary>
    public int InputAt(int step, int row) => (BatchFirst ? (row * Steps) + step : (step * Batch) + row) * Input;

    /// <summary>Where the row of a step, direction and sequence begins in Y.</summary>
    public int OutputAt(int step, int direction, int row) =>
        (BatchFirst ? (((row * Steps) + step) * Directions) + direction : (((step * Directions) + direction) * Batch) + row) * Hidden;

    /// <summary>Where the row of a direction and sequence begins in a state.</summary>
    public int StateAt(int direction, int row) => (BatchFirst ? (row * Directions) + direction : (direction * Batch) + row) * Hidden;

    private static void RequireResult(NodeContext node, int[] shape, int most)
    {
        if (!(Shapes.Count(shape.Select(extent => (long)extent)) <= most))
            throw node.Fault($"its output {Shapes.Text(shape)} is too large");
    }

    private static void Require(NodeContext node, bool holds, string name, OnnxTensor tensor, string expected)
    {
        if (!holds)
            throw node.Fault($"{name} is {tensor.ShapeText}, expected {expected}");
    }
}
