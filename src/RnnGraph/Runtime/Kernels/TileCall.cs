namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// The operands of one register tile C[m][n] (+)= Σ_k A[m][k] · B[k][n], m some rows, n some vectors. Forward products, products with a
/// transpose and weight gradients differ in these strides alone (all counted in values):
/// <code>
///              m                   k                                   n
/// forward      row of the batch    input of the pack                   gate (and panel) of the target
/// transpose    row of the batch    output of the pack, gate by gate    panel of inputs
/// gradient     input of the pack   row of all steps                    gate (and panel) of the pack
/// </code>
/// The sum runs over k in order in a single accumulator per element, so that a result's bits depend on neither the tile's shape nor the number of threads.
/// </summary>
internal unsafe struct TileCall<T>
    where T : unmanaged
{
    /// <summary>A[0][0].</summary>
    public T* A;

    /// <summary>From A[m] to A[m + 1].</summary>
    public nint ARow;

    /// <summary>From A[m][k] to A[m][k + 1] within a segment.</summary>
    public nint AStep;

    /// <summary>The k axis comes in this many segments…</summary>
    public nint Segments;

    /// <summary>… of this many values each.</summary>
    public nint SegmentLength;

    /// <summary>From the start of a segment of A to the start of the next.</summary>
    public nint ASegment;

    /// <summary>B[0][n], a vector each.</summary>
    public T** B;

    /// <summary>From B[k] to B[k + 1] within a segment.</summary>
    public nint BStep;

    /// <summary>From the start of a segment of B to the start of the next.</summary>
    public nint BSegment;

    /// <summary>C[0][n] of the first tile, a vector each.</summary>
    public T** C;

    /// <summary>From the first tile's C to this one's.</summary>
    public nint CTile;

    /// <summary>From C[m] to C[m + 1].</summary>
    public nint CRow;

    /// <summary>Whether sums start from what C holds; otherwise from 0.</summary>
    public bool Accumulate;
}
