using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Changes the parameters of one or more cells by their gradients.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many steps were taken.</summary>
    long Steps { get; }

    /// <summary>Takes one step.</summary>
    /// <param name="gradients">∂L/∂parameters of each cell, in the order of the optimiser's cells.</param>
    void Step(IReadOnlyList<Gradients<T>> gradients);
}
