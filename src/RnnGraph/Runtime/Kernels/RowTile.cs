using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// A tile of one row and five to eight vectors. A batch of one is bound by reading weights; with eight sums in flight the multiply-adds' latency is
/// hidden. Sums run over k in order, as in <see cref="RegisterTile{T, N}"/>, and have the same bits.
/// </summary>
internal static unsafe class RowTile
{
    /// <summary>Fewer go to <see cref="TileRows"/>.</summary>
    public const int LeastVectors = 5;

    /// <summary>The most vectors, but for the <see cref="WideRowTile.Vectors"/> of a <see cref="WideRowTile"/>.</summary>
    public const int MostVectors = 8;

    public static void Run<T>(ref TileCall<T> call, int vectors)
        where T : unmanaged
    {
        switch (vectors)
        {
            case WideRowTile.Vectors:
                WideRowTile.Run(ref call);
                break;
            case 8:
                Run<T, Eight>(ref call);
                break;
            case 7:
                Run<T, Seven>(ref call);
                break;
            case 6:
                Run<T, Six>(ref call);
                break;
            default:
                Run<T, Five>(ref call);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, N>(ref TileCall<T> call)
        where T : unmanaged
    {
        T** b = call.B, c = call.C;
        Vector<T> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (call.Accumulate)
        {
            c0 = Vector.Load(c[0]);
            c1 = Vector.Load(c[1]);
            c2 = Vector.Load(c[2]);
            c3 = Vector.Load(c[3]);
            c4 = Vector.Load(c[4]);
            if (Number.Of<N>() > 5)
                c5 = Vector.Load(c[5]);
            if (Number.Of<N>() > 6)
                c6 = Vector.Load(c[6]);
            if (Number.Of<N>() > 7)
                c7 = Vector.Load(c[7]);
        }

        var last = Number.Of<N>() - 1;
        T* b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[Math.Min(5, last)], b6 = b[Math.Min(6, last)], b7 = b[last];
        var a = call.A;
        nint length = call.SegmentLength, bStep = call.BStep, shift = 0;
        for (var segment = call.Segments; segment > 0; segment--)
        {
            var kb = shift;
            for (nint k = 0; k < length; k++)
            {
                var ak = new Vector<T>(a[k]);
                c0 = MultiplyAdd.Estimate(ak, Vector.Load(b0 + kb), c0);
                c1 = MultiplyAdd.Estimate(ak, Vector.Load(b1 + kb), c1);
                c2 = MultiplyAdd.Estimate(ak, Vector.Load(b2 + kb), c2);
                c3 = MultiplyAdd.Estimate(ak, Vector.Load(b3 + kb), c3);
                c4 = MultiplyAdd.Estimate(ak, Vector.Load(b4 + kb), c4);
                if (Number.Of<N>() > 5)
                    c5 = MultiplyAdd.Estimate(ak, Vector.Load(b5 + kb), c5);
                if (Number.Of<N>() > 6)
                    c6 = MultiplyAdd.Estimate(ak, Vector.Load(b6 + kb), c6);
                if (Number.Of<N>() > 7)
                    c7 = MultiplyAdd.Estimate(ak, Vector.Load(b7 + kb), c7);
                kb += bStep;
            }

            a += call.ASegment;
            shift += call.BSegment;
        }

        c0.Store(c[0]);
        c1.Store(c[1]);
        c2.Store(c[2]);
        c3.Store(c[3]);
        c4.Store(c[4]);
        if (Number.Of<N>() > 5)
            c5.Store(c[5]);
        if (Number.Of<N>() > 6)
            c6.Store(c[6]);
        if (Number.Of<N>() > 7)
            c7.Store(c[7]);
    }
}
