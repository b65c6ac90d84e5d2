using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Changes the parameters of one or more cells by their gradients.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What it is called in files: <c>adam</c>. Stable from version to version.</summary>
    string Name { get; }

    /// <summary>Its constants by name, the initial learning rate among them, but not that of the moment: what a resumed run must have in common with the stopped one.</summary>
    IReadOnlyDictionary<string, double> Constants { get; }

    /// <summary>How many steps were taken.</summary>
    long Steps { get; }

    /// <summary>The learning rate of the next step; at first that of the settings. A schedule changes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, or not finite.</exception>
    double LearningRate { get; set; }

    /// <summary>What is remembered from step to step besides <see cref="Steps"/>: the moments of <see cref="Adam{T}"/>; empty if nothing is.</summary>
    IReadOnlyList<OptimizerMemory<T>> Memories { get; }

    /// <summary>Takes one step.</summary>
    /// <param name="gradients">∂L/∂parameters of each cell, in the order of the optimiser's cells.</param>
    /// <exception cref="ArgumentException">They are of other cells.</exception>
    void Step(IReadOnlyList<Gradients<T>> gradients);

    /// <summary>Goes on as after <paramref name="steps"/> steps; the <see cref="Memories"/> of then are written by their names.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    void Resume(long steps);
}
