using System.Numerics;

namespace RnnGraph.Training;

/// <summary>What all optimisers check.</summary>
internal static class OptimizerArguments
{
    public static void Check<T>(ITrainable<T>[] cells, IReadOnlyList<Gradients<T>> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (gradients.Count != cells.Length)
            throw new ArgumentException($"Expected the gradients of {cells.Length} cells, given {gradients.Count}.", nameof(gradients));
        for (var i = 0; i < cells.Length; i++)
        {
            var expected = cells[i].Parameters.Values.Length;
            if (gradients[i].Values.Length != expected)
            {
                throw new ArgumentException(
                    $"Expected {expected} gradient values for cell {i} ({cells[i].Signature.Name}), given {gradients[i].Values.Length}.", nameof(gradients));
            }
        }
    }
}
