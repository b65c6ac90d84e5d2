using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Numbers as types, so that the JIT folds tests on them while it compiles a kernel.</summary>
internal readonly struct One;

/// <inheritdoc cref="One"/>
internal readonly struct Two;

/// <inheritdoc cref="One"/>
internal readonly struct Three;

/// <inheritdoc cref="One"/>
internal readonly struct Four;

/// <summary>The one matrix kernel: see <see cref="TileCall{T}"/>.</summary>
internal static unsafe class RegisterTile
{
    /// <summary>
    /// Rows of the largest tile. Four rows of four vectors need 16 accumulators and five operands; where there are only 16 registers, three rows fit.
    /// </summary>
    public static int MaxRows => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported ? 4 : 3;

    /// <summary>Computes a tile of M rows and N vectors.</summary>
    /// <remarks>
    /// Accumulators are named locals (an array would live in memory); all of A is loaded first, then one vector of B at a time, so that three rows
    /// of four vectors fit 16 registers without spilling. The tests on M and N are folded.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, M, N>(ref TileCall<T> call)
        where T : unmanaged
        where M : unmanaged
        where N : unmanaged
    {
        Vector<T> c00 = default, c01 = default, c02 = default, c03 = default;
        Vector<T> c10 = default, c11 = default, c12 = default, c13 = default;
        Vector<T> c20 = default, c21 = default, c22 = default, c23 = default;
        Vector<T> c30 = default, c31 = default, c32 = default, c33 = default;
        if (call.Accumulate)
        {
            var row = call.CRow;
            LoadColumn<T, M>(call.C0, row, ref c00, ref c10, ref c20, ref c30);
            if (typeof(N) != typeof(One))
                LoadColumn<T, M>(call.C1, row, ref c01, ref c11, ref c21, ref c31);
            if (typeof(N) == typeof(Three) || typeof(N) == typeof(Four))
                LoadColumn<T, M>(call.C2, row, ref c02, ref c12, ref c22, ref c32);
            if (typeof(N) == typeof(Four))
                LoadColumn<T, M>(call.C3, row, ref c03, ref c13, ref c23, ref c33);
        }

        var a = call.A;
        T* b0 = call.B0, b1 = call.B1, b2 = call.B2, b3 = call.B3;
        nint aRow = call.ARow, aRow2 = 2 * aRow, aRow3 = 3 * aRow, aStep = call.AStep, bStep = call.BStep;
        for (var segment = call.Segments; segment > 0; segment--)
        {
            var ak = a;
            nint kb = 0;
            for (var k = call.SegmentLength; k > 0; k--)
            {
                var a0 = new Vector<T>(ak[0]);
                var a1 = typeof(M) != typeof(One) ? new Vector<T>(ak[aRow]) : default;
                var a2 = typeof(M) == typeof(Three) || typeof(M) == typeof(Four) ? new Vector<T>(ak[aRow2]) : default;
                var a3 = typeof(M) == typeof(Four) ? new Vector<T>(ak[aRow3]) : default;
                MultiplyColumn<T, M>(Vector.Load(b0 + kb), a0, a1, a2, a3, ref c00, ref c10, ref c20, ref c30);
                if (typeof(N) != typeof(One))
                    MultiplyColumn<T, M>(Vector.Load(b1 + kb), a0, a1, a2, a3, ref c01, ref c11, ref c21, ref c31);
                if (typeof(N) == typeof(Three) || typeof(N) == typeof(Four))
                    MultiplyColumn<T, M>(Vector.Load(b2 + kb), a0, a1, a2, a3, ref c02, ref c12, ref c22, ref c32);
                if (typeof(N) == typeof(Four))
                    MultiplyColumn<T, M>(Vector.Load(b3 + kb), a0, a1, a2, a3, ref c03, ref c13, ref c23, ref c33);
                ak += aStep;
                kb += bStep;
            }

            a += call.ASegment;
            b0 += call.BSegment;
            b1 += call.BSegment;
            b2 += call.BSegment;
            b3 += call.BSegment;
        }

        var cRow = call.CRow;
        StoreColumn<T, M>(call.C0, cRow, c00, c10, c20, c30);
        if (typeof(N) != typeof(One))
            StoreColumn<T, M>(call.C1, cRow, c01, c11, c21, c31);
        if (typeof(N) == typeof(Three) || typeof(N) == typeof(Four))
            StoreColumn<T, M>(call.C2, cRow, c02, c12, c22, c32);
        if (typeof(N) == typeof(Four))
            StoreColumn<T, M>(call.C3, cRow, c03, c13, c23, c33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyColumn<T, M>(
        Vector<T> b, Vector<T> a0, Vector<T> a1, Vector<T> a2, Vector<T> a3, ref Vector<T> c0, ref Vector<T> c1, ref Vector<T> c2, ref Vector<T> c3)
        where T : unmanaged
    {
        c0 = MultiplyAdd.Estimate(a0, b, c0);
        if (typeof(M) != typeof(One))
            c1 = MultiplyAdd.Estimate(a1, b, c1);
        if (typeof(M) == typeof(Three) || typeof(M) == typeof(Four))
            c2 = MultiplyAdd.Estimate(a2, b, c2);
        if (typeof(M) == typeof(Four))
            c3 = MultiplyAdd.Estimate(a3, b, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadColumn<T, M>(T* c, nint row, ref Vector<T> c0, ref Vector<T> c1, ref Vector<T> c2, ref Vector<T> c3)
        where T : unmanaged
    {
        c0 = Vector.Load(c);
        if (typeof(M) != typeof(One))
            c1 = Vector.Load(c + row);
        if (typeof(M) == typeof(Three) || typeof(M) == typeof(Four))
            c2 = Vector.Load(c + (2 * row));
        if (typeof(M) == typeof(Four))
            c3 = Vector.Load(c + (3 * row));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumn<T, M>(T* c, nint row, Vector<T> c0, Vector<T> c1, Vector<T> c2, Vector<T> c3)
        where T : unmanaged
    {
        c0.Store(c);
        if (typeof(M) != typeof(One))
            c1.Store(c + row);
        if (typeof(M) == typeof(Three) || typeof(M) == typeof(Four))
            c2.Store(c + (2 * row));
        if (typeof(M) == typeof(Four))
            c3.Store(c + (3 * row));
    }
}
