namespace RnnGraph.Runtime;

/// <summary>A call of a step of a single row: a product, a body, or a product and the body that follows it.</summary>
internal unsafe struct RowCall<T>
    where T : unmanaged
{
    /// <summary>The kernel; its last argument is the first panel of the product.</summary>
    public delegate*<RowProduct<T>*, RowRegion<T>*, int, void> Kernel;

    /// <summary>The product; of no gates where there is none.</summary>
    public RowProduct<T> Product;

    /// <summary>The body; null where there is none.</summary>
    public RowRegion<T>* Region;
}
