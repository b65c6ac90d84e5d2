using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>A tile of N vectors, one to four.</summary>
/// <remarks>
/// Sums are named locals (an array would live in memory): one for each of up to four rows of four vectors, or six rows of two. All tests on the types M and N are folded.
/// </remarks>
internal readonly unsafe struct RegisterTile<T, N> : ITile<T>
    where T : unmanaged
    where N : unmanaged
{
    /// <summary>
    /// Rows of the largest tile of some vectors. Multiply-adds wait four or five cycles for their predecessor and two start in each, so about ten sums must be in flight; a tile of twelve, its
    /// narrower side's operands and one more vector fit 16 registers without spilling. Where there are 32, four rows of four vectors do.
    /// </summary>
    public static int MaxRows => Number.Of<N>() switch
    {
        4 => Registers.Are32 ? 4 : 3,
        3 => 4,
        _ => 6,
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<M>(ref TileCall<T> call)
        where M : unmanaged
    {
        Vector<T> c00 = default, c01 = default, c02 = default, c03 = default;
        Vector<T> c10 = default, c11 = default, c12 = default, c13 = default;
        Vector<T> c20 = default, c21 = default, c22 = default, c23 = default;
        Vector<T> c30 = default, c31 = default, c32 = default, c33 = default;
        Vector<T> c40 = default, c41 = default, c50 = default, c51 = default;
        T** b = call.B, c = call.C;
        var tile = call.CTile;
        if (call.Accumulate)
        {
            LoadColumn<M>(c[0] + tile, call.CRow, ref c00, ref c10, ref c20, ref c30, ref c40, ref c50);
            if (Number.Of<N>() > 1)
                LoadColumn<M>(c[1] + tile, call.CRow, ref c01, ref c11, ref c21, ref c31, ref c41, ref c51);
            if (Number.Of<N>() > 2)
                LoadColumn<M>(c[2] + tile, call.CRow, ref c02, ref c12, ref c22, ref c32, ref c40, ref c50);
            if (Number.Of<N>() > 3)
                LoadColumn<M>(c[3] + tile, call.CRow, ref c03, ref c13, ref c23, ref c33, ref c40, ref c50);
        }

        var a = call.A;
        T* b0 = b[0], b1 = Number.Of<N>() > 1 ? b[1] : b0, b2 = Number.Of<N>() > 2 ? b[2] : b0, b3 = Number.Of<N>() > 3 ? b[3] : b0;
        nint a1 = call.ARow, a2 = 2 * a1, a3 = 3 * a1, a4 = 4 * a1, a5 = 5 * a1, aStep = call.AStep, bStep = call.BStep;
        for (var segment = call.Segments; segment > 0; segment--)
        {
            var ak = a;
            nint kb = 0;

            // Two k at a time: counting the loop would otherwise take one instruction in five.
            for (var pairs = call.SegmentLength >> 1; pairs > 0; pairs--)
            {
                Step<M>(
                    ak, a1, a2, a3, a4, a5, b0, b1, b2, b3, kb,
                    ref c00, ref c01, ref c02, ref c03, ref c10, ref c11, ref c12, ref c13, ref c20, ref c21, ref c22, ref c23,
                    ref c30, ref c31, ref c32, ref c33, ref c40, ref c41, ref c50, ref c51);
                Step<M>(
                    ak + aStep, a1, a2, a3, a4, a5, b0, b1, b2, b3, kb + bStep,
                    ref c00, ref c01, ref c02, ref c03, ref c10, ref c11, ref c12, ref c13, ref c20, ref c21, ref c22, ref c23,
                    ref c30, ref c31, ref c32, ref c33, ref c40, ref c41, ref c50, ref c51);
                kb += 2 * bStep;
                ak += 2 * aStep;
            }

            if ((call.SegmentLength & 1) != 0)
            {
                Step<M>(
                    ak, a1, a2, a3, a4, a5, b0, b1, b2, b3, kb,
                    ref c00, ref c01, ref c02, ref c03, ref c10, ref c11, ref c12, ref c13, ref c20, ref c21, ref c22, ref c23,
                    ref c30, ref c31, ref c32, ref c33, ref c40, ref c41, ref c50, ref c51);
            }

            a += call.ASegment;
            b0 += call.BSegment;
            b1 += call.BSegment;
            b2 += call.BSegment;
            b3 += call.BSegment;
        }

        StoreColumn<M>(c[0] + tile, call.CRow, c00, c10, c20, c30, c40, c50);
        if (Number.Of<N>() > 1)
            StoreColumn<M>(c[1] + tile, call.CRow, c01, c11, c21, c31, c41, c51);
        if (Number.Of<N>() > 2)
            StoreColumn<M>(c[2] + tile, call.CRow, c02, c12, c22, c32, default, default);
        if (Number.Of<N>() > 3)
            StoreColumn<M>(c[3] + tile, call.CRow, c03, c13, c23, c33, default, default);
    }

    /// <summary>One k: A[m][k] · B[k][n] onto every sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<M>(
        T* a, nint a1, nint a2, nint a3, nint a4, nint a5, T* b0, T* b1, T* b2, T* b3, nint k,
        ref Vector<T> c00, ref Vector<T> c01, ref Vector<T> c02, ref Vector<T> c03,
        ref Vector<T> c10, ref Vector<T> c11, ref Vector<T> c12, ref Vector<T> c13,
        ref Vector<T> c20, ref Vector<T> c21, ref Vector<T> c22, ref Vector<T> c23,
        ref Vector<T> c30, ref Vector<T> c31, ref Vector<T> c32, ref Vector<T> c33,
        ref Vector<T> c40, ref Vector<T> c41, ref Vector<T> c50, ref Vector<T> c51)
    {
        if (Number.Of<M>() > Number.Of<N>())
        {
            // Fewer vectors than rows: all of B is held, and one of A at a time.
            var v0 = Vector.Load(b0 + k);
            var v1 = Number.Of<N>() > 1 ? Vector.Load(b1 + k) : default;
            var v2 = Number.Of<N>() > 2 ? Vector.Load(b2 + k) : default;
            MultiplyRow(new Vector<T>(a[0]), v0, v1, v2, ref c00, ref c01, ref c02);
            MultiplyRow(new Vector<T>(a[a1]), v0, v1, v2, ref c10, ref c11, ref c12);
            if (Number.Of<M>() > 2)
                MultiplyRow(new Vector<T>(a[a2]), v0, v1, v2, ref c20, ref c21, ref c22);
            if (Number.Of<M>() > 3)
                MultiplyRow(new Vector<T>(a[a3]), v0, v1, v2, ref c30, ref c31, ref c32);
            if (Number.Of<M>() > 4)
                MultiplyRow(new Vector<T>(a[a4]), v0, v1, v2, ref c40, ref c41, ref c02);
            if (Number.Of<M>() > 5)
                MultiplyRow(new Vector<T>(a[a5]), v0, v1, v2, ref c50, ref c51, ref c02);
            return;
        }

        // All of A is held, and one of B at a time.
        var s0 = new Vector<T>(a[0]);
        var s1 = Number.Of<M>() > 1 ? new Vector<T>(a[a1]) : default;
        var s2 = Number.Of<M>() > 2 ? new Vector<T>(a[a2]) : default;
        var s3 = Number.Of<M>() > 3 ? new Vector<T>(a[a3]) : default;
        MultiplyColumn<M>(Vector.Load(b0 + k), s0, s1, s2, s3, ref c00, ref c10, ref c20, ref c30);
        if (Number.Of<N>() > 1)
            MultiplyColumn<M>(Vector.Load(b1 + k), s0, s1, s2, s3, ref c01, ref c11, ref c21, ref c31);
        if (Number.Of<N>() > 2)
            MultiplyColumn<M>(Vector.Load(b2 + k), s0, s1, s2, s3, ref c02, ref c12, ref c22, ref c32);
        if (Number.Of<N>() > 3)
            MultiplyColumn<M>(Vector.Load(b3 + k), s0, s1, s2, s3, ref c03, ref c13, ref c23, ref c33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow(Vector<T> a, Vector<T> b0, Vector<T> b1, Vector<T> b2, ref Vector<T> c0, ref Vector<T> c1, ref Vector<T> c2)
    {
        c0 = MultiplyAdd.Estimate(a, b0, c0);
        if (Number.Of<N>() > 1)
            c1 = MultiplyAdd.Estimate(a, b1, c1);
        if (Number.Of<N>() > 2)
            c2 = MultiplyAdd.Estimate(a, b2, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyColumn<M>(
        Vector<T> b, Vector<T> a0, Vector<T> a1, Vector<T> a2, Vector<T> a3, ref Vector<T> c0, ref Vector<T> c1, ref Vector<T> c2, ref Vector<T> c3)
    {
        c0 = MultiplyAdd.Estimate(a0, b, c0);
        if (Number.Of<M>() > 1)
            c1 = MultiplyAdd.Estimate(a1, b, c1);
        if (Number.Of<M>() > 2)
            c2 = MultiplyAdd.Estimate(a2, b, c2);
        if (Number.Of<M>() > 3)
            c3 = MultiplyAdd.Estimate(a3, b, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadColumn<M>(
        T* c, nint row, ref Vector<T> c0, ref Vector<T> c1, ref Vector<T> c2, ref Vector<T> c3, ref Vector<T> c4, ref Vector<T> c5)
    {
        c0 = Vector.Load(c);
        if (Number.Of<M>() > 1)
            c1 = Vector.Load(c + row);
        if (Number.Of<M>() > 2)
            c2 = Vector.Load(c + (2 * row));
        if (Number.Of<M>() > 3)
            c3 = Vector.Load(c + (3 * row));
        if (Number.Of<M>() > 4)
            c4 = Vector.Load(c + (4 * row));
        if (Number.Of<M>() > 5)
            c5 = Vector.Load(c + (5 * row));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumn<M>(T* c, nint row, Vector<T> c0, Vector<T> c1, Vector<T> c2, Vector<T> c3, Vector<T> c4, Vector<T> c5)
    {
        c0.Store(c);
        if (Number.Of<M>() > 1)
            c1.Store(c + row);
        if (Number.Of<M>() > 2)
            c2.Store(c + (2 * row));
        if (Number.Of<M>() > 3)
            c3.Store(c + (3 * row));
        if (Number.Of<M>() > 4)
            c4.Store(c + (4 * row));
        if (Number.Of<M>() > 5)
            c5.Store(c + (5 * row));
    }
}
