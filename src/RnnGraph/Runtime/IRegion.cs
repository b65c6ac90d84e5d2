using System.Numerics;

namespace RnnGraph.Runtime;

/// <summary>
/// An elementwise body: what stands between two products, for one register of features of some rows after another. It is compiled by itself: the JIT inlines into a method in proportion to that method's
/// own size, and within a shorter one calls would remain in the middle of it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IRegion<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes rows that lie within their lengths.</summary>
    static abstract void Apply<TRows>(ref Tile<T, TRows> tile)
        where TRows : struct, IRowCount;

    /// <summary>Carries rows on that lie beyond their lengths: states hold, deltas are 0.</summary>
    static abstract void Hold(ref Tile<T, SeveralRows> tile);
}
