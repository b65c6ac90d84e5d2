using System.Numerics;

namespace RnnGraph.Training;

/// <summary>What compared networks learn. Each function gives a source of its own at every call, as runs go on side by side.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Name">What it is, for titles.</param>
/// <param name="LossUnit">The unit of the losses, such as "nats per character".</param>
/// <param name="Training">The data to train on, in an order that may hang on the run's seed.</param>
/// <param name="Validation">The data by which settings and the best moment of each run are chosen.</param>
/// <param name="Test">The data that are read when all of that has ended.</param>
public sealed record ComparisonTask<T>(string Name, string LossUnit, Func<ulong, IBatchSource<T>> Training, Func<IFiniteSource<T>> Validation, Func<IFiniteSource<T>> Test)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
