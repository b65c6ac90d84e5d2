using System.Numerics;

namespace RnnGraph.Runtime;

/// <summary>An elementwise body: what stands between two products, for one register of features of one row. The runtime's loops inline it.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IRegion<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes a row that lies within its length.</summary>
    static abstract void Apply(in Tile<T> tile, int row);

    /// <summary>Carries a row on that lies beyond its length: states hold, deltas are 0.</summary>
    static abstract void Hold(in Tile<T> tile, int row);
}
