using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// A tile of one row and sixteen vectors, where registers are twice as wide as <see cref="Vector{T}"/> and hold two vectors that lie behind one another, as those of an even number of gates do: eight
/// sums in flight as in <see cref="RowTile"/>, by half the instructions. Sums run over k in order, and have the same bits.
/// </summary>
internal static unsafe class WideRowTile
{
    /// <summary>The vectors of a tile.</summary>
    public const int Vectors = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ref TileCall<T> call)
        where T : unmanaged
    {
        T** b = call.B, c = call.C;
        Vector512<T> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (call.Accumulate)
        {
            c0 = Load(c, 0);
            c1 = Load(c, 2);
            c2 = Load(c, 4);
            c3 = Load(c, 6);
            c4 = Load(c, 8);
            c5 = Load(c, 10);
            c6 = Load(c, 12);
            c7 = Load(c, 14);
        }

        T* b0 = b[0], b1 = b[2], b2 = b[4], b3 = b[6], b4 = b[8], b5 = b[10], b6 = b[12], b7 = b[14];
        var a = call.A;
        nint length = call.SegmentLength, bStep = call.BStep, shift = 0;
        for (var segment = call.Segments; segment > 0; segment--)
        {
            var kb = shift;
            for (nint k = 0; k < length; k++)
            {
                var ak = Vector512.Create(a[k]);
                c0 = MultiplyAdd.Estimate(ak, Vector512.Load(b0 + kb), c0);
                c1 = MultiplyAdd.Estimate(ak, Vector512.Load(b1 + kb), c1);
                c2 = MultiplyAdd.Estimate(ak, Vector512.Load(b2 + kb), c2);
                c3 = MultiplyAdd.Estimate(ak, Vector512.Load(b3 + kb), c3);
                c4 = MultiplyAdd.Estimate(ak, Vector512.Load(b4 + kb), c4);
                c5 = MultiplyAdd.Estimate(ak, Vector512.Load(b5 + kb), c5);
                c6 = MultiplyAdd.Estimate(ak, Vector512.Load(b6 + kb), c6);
                c7 = MultiplyAdd.Estimate(ak, Vector512.Load(b7 + kb), c7);
                kb += bStep;
            }

            a += call.ASegment;
            shift += call.BSegment;
        }

        Store(c0, c, 0);
        Store(c1, c, 2);
        Store(c2, c, 4);
        Store(c3, c, 6);
        Store(c4, c, 8);
        Store(c5, c, 10);
        Store(c6, c, 12);
        Store(c7, c, 14);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Load<T>(T** c, int first)
        where T : unmanaged => Vector512.Create(Vector256.Load(c[first]), Vector256.Load(c[first + 1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector512<T> sums, T** c, int first)
        where T : unmanaged
    {
        sums.GetLower().Store(c[first]);
        sums.GetUpper().Store(c[first + 1]);
    }
}
