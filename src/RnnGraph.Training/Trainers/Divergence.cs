using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Finds where the first value that is not finite stands. Runs only when something went wrong, so it may be slow.</summary>
internal static class Divergence
{
    /// <summary>The error for a loss that is not finite: in a parameter, or else in the loss itself.</summary>
    public static TrainingDivergedException InForward<T>(long step, ITrainable<T> network, Workspace<T> workspace, string? checkpoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var losses = network.Signature.Losses;
        var tensor = FirstWithoutNorm(StoredTensors.Of(network.Parameters)) ?? losses.FirstOrDefault(name => !double.IsFinite(workspace.LossOf(name))) ?? losses[0];
        return new(step, tensor, $"the loss is {(double.IsNaN(workspace.Loss) ? "not a number" : "infinite")}", checkpoint);
    }

    /// <summary>The error for gradients whose norm is not finite: in one of them, or in all together.</summary>
    public static TrainingDivergedException InGradients<T>(long step, Gradients<T> gradients, string? checkpoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // backwards: gradients are computed from the head down
        var tensor = FirstWithoutNorm(StoredTensors.Of(gradients).Reverse()) ?? "all together";
        return new(step, tensor, "the gradient is not finite", checkpoint);
    }

    // By the norm and not value by value: that of finite doubles may overflow too.
    private static string? FirstWithoutNorm<T>(IEnumerable<StoredTensor<T>> tensors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => tensors.FirstOrDefault(tensor => !double.IsFinite(FixedOrder.SumOfSquares<T>(tensor.Values())))?.Name;
}
