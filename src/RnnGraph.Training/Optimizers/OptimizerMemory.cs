using System.Numerics;

namespace RnnGraph.Training;

/// <summary>One number for each parameter value that an optimiser remembers from step to step.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Name">What it is called in files: <c>m</c>.</param>
/// <param name="Cells">The numbers of each cell, laid out as its parameters and read and written by their names.</param>
public sealed record OptimizerMemory<T>(string Name, IReadOnlyList<Gradients<T>> Cells)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
