using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Batches over data of some size, which come round again and again.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IFiniteSource<T> : IBatchSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Batches of one pass through the data.</summary>
    int BatchesPerPass { get; }
}
