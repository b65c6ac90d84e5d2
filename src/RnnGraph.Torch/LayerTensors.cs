using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Torch;

/// <summary>A run as PyTorch's modules are called: tensors in, tensors out, one sequence <c>[T, F]</c> or a batch of them.</summary>
internal static class LayerTensors
{
    /// <summary>Runs whole sequences in evaluation.</summary>
    /// <param name="layers">The module.</param>
    /// <param name="x"><c>[T, B, input_size]</c>, batch first <c>[B, T, input_size]</c>, or one sequence <c>[T, input_size]</c>.</param>
    /// <param name="initial">The states in the module's order, each <c>[num_layers·directions, B, features]</c>, without B for one sequence; empty for zeros.</param>
    /// <param name="lengths">The sequences' own lengths; empty if all steps are.</param>
    /// <returns>y shaped as x, and the final states shaped as the initial ones.</returns>
    public static (Tensor<T> Y, Tensor<T>[] Final) Run<T>(RecurrentLayers<T> layers, Tensor<T> x, ReadOnlySpan<Tensor<T>> initial, ReadOnlySpan<int> lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var plan = layers.Plan;
        if (x.Rank is not (2 or 3) || x.Lengths[^1] != plan.InputSize)
        {
            throw new ArgumentException(
                $"x of {plan.Module} is {(plan.BatchFirst ? "[B, T" : "[T, B")}, input_size], or [T, input_size] for one sequence, with an input_size of {plan.InputSize}; {Text(x.Lengths)} was given.",
                nameof(x));
        }

        var isBatch = x.Rank == 3;
        var batch = isBatch ? (int)x.Lengths[plan.BatchFirst ? 0 : 1] : 1;
        var steps = (int)x.Lengths[isBatch && plan.BatchFirst ? 1 : 0];
        var state = layers.CreateState(batch);
        for (var i = 0; i < initial.Length; i++)
            state.Write(plan.States[i], Values(initial[i], Shape(plan, plan.States[i], batch, isBatch), $"The initial {plan.States[i]} of {plan.Module}", nameof(initial)));

        var y = new T[steps * batch * plan.OutputSize];
        layers.Forward(layers.CreateWorkspace(steps, batch, Mode.Evaluate), Flat(x), y, state, lengths);
        nint[] shape = [.. x.Lengths[..^1], plan.OutputSize];
        return (Tensor.Create(y, shape), [.. plan.States.Select(name => Final(state, name, Shape(plan, name, batch, isBatch)))]);
    }

    private static Tensor<T> Final<T>(LayerState<T> state, string name, nint[] shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[shape.Aggregate(1, (product, extent) => product * (int)extent)];
        state.Read(name, values);
        return Tensor.Create(values, shape);
    }

    private static nint[] Shape(LayerPlan plan, string state, int batch, bool isBatch) =>
        isBatch ? [plan.Cells, batch, plan.StateFeatures(state)] : [plan.Cells, plan.StateFeatures(state)];

    private static T[] Values<T>(Tensor<T> tensor, nint[] expected, string what, string argument)
    {
        if (!tensor.Lengths.SequenceEqual(expected))
            throw new ArgumentException($"{what} is {Text(expected)}; {Text(tensor.Lengths)} was given.", argument);
        return Flat(tensor);
    }

    private static T[] Flat<T>(Tensor<T> tensor)
    {
        var values = new T[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static string Text(ReadOnlySpan<nint> lengths) => $"[{string.Join(", ", lengths.ToArray())}]";
}
