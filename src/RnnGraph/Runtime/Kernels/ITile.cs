namespace RnnGraph.Runtime.Kernels;

/// <summary>The matrix kernel for tiles of one width: see <see cref="TileCall{T}"/>.</summary>
internal interface ITile<T>
    where T : unmanaged
{
    /// <summary>Rows of the largest tile, at most eight.</summary>
    static abstract int MaxRows { get; }

    /// <summary>Computes a tile of M rows.</summary>
    static abstract void Run<M>(ref TileCall<T> call)
        where M : unmanaged;
}
