using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// A tile of N vectors, two, three, four or six, where registers are twice as wide as <see cref="Vector{T}"/>, which .NET keeps at 256 bits on processors of 512: a register holds two of the
/// vectors, the last one's upper half nothing if their number is odd. Sums run over k in order as in <see cref="RegisterTile{T, N}"/>, and have the same bits.
/// </summary>
internal readonly unsafe struct WideTile<T, N, TPlaces> : ITile<T>
    where T : unmanaged
    where N : unmanaged
    where TPlaces : unmanaged
{
    /// <summary>
    /// Eight: each of B's registers, loaded once, meets eight values of A, and eight or more sums in flight hide the multiply-adds' latency. With three registers a row there are 24, and all fit 32.
    /// </summary>
    public static int MaxRows => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<M>(ref TileCall<T> call)
        where M : unmanaged
    {
        Vector512<T> c00 = default, c10 = default, c20 = default, c30 = default, c40 = default, c50 = default, c60 = default, c70 = default;
        Vector512<T> c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default, c61 = default, c71 = default;
        Vector512<T> c02 = default, c12 = default, c22 = default, c32 = default, c42 = default, c52 = default, c62 = default, c72 = default;
        T** b = call.B, c = call.C;
        if (call.Accumulate)
        {
            LoadColumn<M>(c, call.CTile, 0, call.CRow, ref c00, ref c10, ref c20, ref c30, ref c40, ref c50, ref c60, ref c70);
            if (Number.Of<N>() > 2)
                LoadColumn<M>(c, call.CTile, 1, call.CRow, ref c01, ref c11, ref c21, ref c31, ref c41, ref c51, ref c61, ref c71);
            if (Number.Of<N>() > 4)
                LoadColumn<M>(c, call.CTile, 2, call.CRow, ref c02, ref c12, ref c22, ref c32, ref c42, ref c52, ref c62, ref c72);
        }

        var a = call.A;
        nint lanes = Vector<T>.Count, row = call.ARow, row2 = 2 * row, row3 = 3 * row, aStep = call.AStep, bStep = call.BStep, shift = 0;
        for (var segment = call.Segments; segment > 0; segment--)
        {
            var ak = a;
            var k = shift;
            T* b0 = b[0], b1 = b[1], b2 = Number.Of<N>() > 2 ? b[2] : b0, b3 = Number.Of<N>() > 3 ? b[3] : b0;
            T* b4 = Number.Of<N>() > 4 ? b[4] : b0, b5 = Number.Of<N>() > 4 ? b[5] : b0;
            for (var left = call.SegmentLength; left > 0; left--)
            {
                T* p0 = b0 + k, p3 = typeof(TPlaces) == typeof(OneRun) ? p0 + (3 * lanes) : b3 + k;
                Vector512<T> v0, v1 = default, v2 = default;
                if (typeof(TPlaces) == typeof(Apart))
                {
                    v0 = Pair(p0, b1 + k);
                    if (Number.Of<N>() > 2)
                        v1 = Number.Of<N>() == 3 ? Half(b2 + k) : Pair(b2 + k, p3);
                    if (Number.Of<N>() > 4)
                        v2 = Pair(b4 + k, b5 + k);
                }
                else
                {
                    v0 = Vector512.Load(p0);
                    if (Number.Of<N>() > 2)
                        v1 = Number.Of<N>() == 3 ? Half(p0 + (2 * lanes)) : typeof(TPlaces) == typeof(OneRun) ? Vector512.Load(p0 + (2 * lanes)) : Pair(p0 + (2 * lanes), p3);
                    if (Number.Of<N>() > 4)
                        v2 = Vector512.Load(p3 + lanes);
                }

                MultiplyRow(ak, v0, v1, v2, ref c00, ref c01, ref c02);
                if (Number.Of<M>() > 1)
                    MultiplyRow(ak + row, v0, v1, v2, ref c10, ref c11, ref c12);
                if (Number.Of<M>() > 2)
                    MultiplyRow(ak + row2, v0, v1, v2, ref c20, ref c21, ref c22);
                if (Number.Of<M>() > 3)
                    MultiplyRow(ak + row3, v0, v1, v2, ref c30, ref c31, ref c32);
                var a4 = ak + (4 * row);
                if (Number.Of<M>() > 4)
                    MultiplyRow(a4, v0, v1, v2, ref c40, ref c41, ref c42);
                if (Number.Of<M>() > 5)
                    MultiplyRow(a4 + row, v0, v1, v2, ref c50, ref c51, ref c52);
                if (Number.Of<M>() > 6)
                    MultiplyRow(a4 + row2, v0, v1, v2, ref c60, ref c61, ref c62);
                if (Number.Of<M>() > 7)
                    MultiplyRow(a4 + row3, v0, v1, v2, ref c70, ref c71, ref c72);
                ak += aStep;
                k += bStep;
            }

            a += call.ASegment;
            shift += call.BSegment;
        }

        StoreColumn<M>(c, call.CTile, 0, call.CRow, c00, c10, c20, c30, c40, c50, c60, c70);
        if (Number.Of<N>() > 2)
            StoreColumn<M>(c, call.CTile, 1, call.CRow, c01, c11, c21, c31, c41, c51, c61, c71);
        if (Number.Of<N>() > 4)
            StoreColumn<M>(c, call.CTile, 2, call.CRow, c02, c12, c22, c32, c42, c52, c62, c72);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyRow(T* a, Vector512<T> b0, Vector512<T> b1, Vector512<T> b2, ref Vector512<T> c0, ref Vector512<T> c1, ref Vector512<T> c2)
    {
        var value = Vector512.Create(*a);
        c0 = MultiplyAdd.Estimate(value, b0, c0);
        if (Number.Of<N>() > 2)
            c1 = MultiplyAdd.Estimate(value, b1, c1);
        if (Number.Of<N>() > 4)
            c2 = MultiplyAdd.Estimate(value, b2, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Half(T* lower) => Vector256.Load(lower).ToVector512Unsafe();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Pair(T* lower, T* upper) => Half(lower).WithUpper(Vector256.Load(upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Load(T* lower, T* upper, bool isPair) => isPair ? Pair(lower, upper) : Half(lower);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<T> value, T* lower, T* upper, bool isPair)
    {
        value.GetLower().Store(lower);
        if (isPair)
            value.GetUpper().Store(upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadColumn<M>(
        T** c, nint tile, int register, nint row,
        ref Vector512<T> c0, ref Vector512<T> c1, ref Vector512<T> c2, ref Vector512<T> c3, ref Vector512<T> c4, ref Vector512<T> c5, ref Vector512<T> c6, ref Vector512<T> c7)
    {
        var isPair = (2 * register) + 1 < Number.Of<N>();
        T* lower = c[2 * register] + tile, upper = isPair ? c[(2 * register) + 1] + tile : lower;
        c0 = Load(lower, upper, isPair);
        if (Number.Of<M>() > 1)
            c1 = Load(lower + (1 * row), upper + (1 * row), isPair);
        if (Number.Of<M>() > 2)
            c2 = Load(lower + (2 * row), upper + (2 * row), isPair);
        if (Number.Of<M>() > 3)
            c3 = Load(lower + (3 * row), upper + (3 * row), isPair);
        if (Number.Of<M>() > 4)
            c4 = Load(lower + (4 * row), upper + (4 * row), isPair);
        if (Number.Of<M>() > 5)
            c5 = Load(lower + (5 * row), upper + (5 * row), isPair);
        if (Number.Of<M>() > 6)
            c6 = Load(lower + (6 * row), upper + (6 * row), isPair);
        if (Number.Of<M>() > 7)
            c7 = Load(lower + (7 * row), upper + (7 * row), isPair);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumn<M>(
        T** c, nint tile, int register, nint row,
        Vector512<T> c0, Vector512<T> c1, Vector512<T> c2, Vector512<T> c3, Vector512<T> c4, Vector512<T> c5, Vector512<T> c6, Vector512<T> c7)
    {
        var isPair = (2 * register) + 1 < Number.Of<N>();
        T* lower = c[2 * register] + tile, upper = isPair ? c[(2 * register) + 1] + tile : lower;
        Store(c0, lower, upper, isPair);
        if (Number.Of<M>() > 1)
            Store(c1, lower + (1 * row), upper + (1 * row), isPair);
        if (Number.Of<M>() > 2)
            Store(c2, lower + (2 * row), upper + (2 * row), isPair);
        if (Number.Of<M>() > 3)
            Store(c3, lower + (3 * row), upper + (3 * row), isPair);
        if (Number.Of<M>() > 4)
            Store(c4, lower + (4 * row), upper + (4 * row), isPair);
        if (Number.Of<M>() > 5)
            Store(c5, lower + (5 * row), upper + (5 * row), isPair);
        if (Number.Of<M>() > 6)
            Store(c6, lower + (6 * row), upper + (6 * row), isPair);
        if (Number.Of<M>() > 7)
            Store(c7, lower + (7 * row), upper + (7 * row), isPair);
    }
}

/// <summary>Where wide tiles run, and how the vectors of theirs lie.</summary>
internal static unsafe class WideTile
{
    /// <summary>Whether there are registers of twice <see cref="Vector{T}"/>'s width, and .NET counts on them.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Vector<byte>.Count == Vector256<byte>.Count;

    /// <summary>Whether N vectors lie behind one another.</summary>
    public static bool IsOneRun<T, N>(T** b)
        where T : unmanaged
    {
        for (var i = 1; i < Number.Of<N>(); i++)
        {
            if (b[i] != b[i - 1] + Vector<T>.Count)
                return false;
        }

        return true;
    }

    /// <summary>Whether they are six, three behind one another and three more: two panels of three gates.</summary>
    public static bool IsTwoThrees<T, N>(T** b)
        where T : unmanaged => Number.Of<N>() == 6 && IsOneRun<T, Three>(b) && IsOneRun<T, Three>(b + 3);
}

/// <summary>Vectors behind one another.</summary>
internal readonly struct OneRun;

/// <summary>Three behind one another, and three more.</summary>
internal readonly struct TwoThrees;

/// <summary>Vectors each in a place of its own.</summary>
internal readonly struct Apart;
