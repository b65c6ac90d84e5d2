using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Batches in passes: over data of some size, which come round again and again, or of so many drawn ones.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IFiniteSource<T> : IBatchSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Batches of one pass.</summary>
    int BatchesPerPass { get; }
}
