using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>A row of features between a plain array and panels that may lie apart.</summary>
internal static unsafe class RowCopy
{
    /// <summary>From an array to panels; lanes past the last feature become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromPlain<T>(T* from, T* to, nint panelStride, int features)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var left = features;
        for (; left >= lanes; left -= lanes, from += lanes, to += panelStride)
            Vector.Load(from).Store(to);
        if (left == 0)
            return;
        for (var lane = 0; lane < lanes; lane++)
            to[lane] = lane < left ? from[lane] : default;
    }

    /// <summary>From panels to an array, which has room for the features and no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToPlain<T>(T* from, nint panelStride, T* to, int features)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var left = features;
        for (; left >= lanes; left -= lanes, from += panelStride, to += lanes)
            Vector.Load(from).Store(to);
        for (var lane = 0; lane < left; lane++)
            to[lane] = from[lane];
    }

    /// <summary>Some values that lie side by side on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Plain<T>(ref T from, ref T to, nint count)
        where T : unmanaged
    {
        var last = count - Vector<T>.Count;
        if (last < 0)
        {
            for (nint i = 0; i < count; i++)
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
            return;
        }

        // The last register overlaps the one before, where they aren't whole.
        for (nint i = 0; i < last; i += Vector<T>.Count)
            Vector.LoadUnsafe(ref from, (nuint)i).StoreUnsafe(ref to, (nuint)i);
        Vector.LoadUnsafe(ref from, (nuint)last).StoreUnsafe(ref to, (nuint)last);
    }
}
