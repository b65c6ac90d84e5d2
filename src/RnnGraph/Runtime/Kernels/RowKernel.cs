using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// A single row times a pack, some panels of up to four gates at a time: eight or more sums in flight hide the multiply-adds' latency. Twelve fit sixteen registers; sixteen, four panels of four
/// gates, are taken where there are 32 registers and the cache holds the whole pack. Sums run over k in order, as in <see cref="RegisterTile{T, N}"/>, and have the same bits, unless there is but
/// one panel.
/// </summary>
internal static unsafe class RowKernel
{
    /// <summary>The kernel of a product (of none if it has no gates) and a body (of none if that is <see cref="NoRegion{T}"/>).</summary>
    public static delegate*<RowProduct<T>*, RowRegion<T>*, int, void> Of<T, TRegion>(RowProduct<T>* product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T> => product->Gates switch
        {
            0 => &NoPanels<T, TRegion>,
            1 => Of<T, TRegion, One>(product),
            2 => Of<T, TRegion, Two>(product),
            3 => Of<T, TRegion, Three>(product),
            _ => Of<T, TRegion, Four>(product),
        };

    private static delegate*<RowProduct<T>*, RowRegion<T>*, int, void> Of<T, TRegion, G>(RowProduct<T>* product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
        where G : unmanaged => product->Panels switch
        {
            1 => &Panels<T, TRegion, One, G>,
            2 => &Panels<T, TRegion, Two, G>,
            3 => &Panels<T, TRegion, Three, G>,
            4 when typeof(G) != typeof(Four) || (Registers.Are32 && product->PackBytes <= FirstLevelCache.Bytes) => &Panels<T, TRegion, Four, G>,
            _ => &Many<T, TRegion, G>,
        };

    /// <summary>
    /// How many of the panels that are left come next: those of twelve sums, as more would not fit sixteen registers, and fewer than eight would wait for themselves. None is left alone: it would
    /// have its sums in halves, and on odd steps it's another one.
    /// </summary>
    private static int Next<G>(int left)
    {
        if (typeof(G) == typeof(Four))
            return left == 4 ? 2 : Math.Min(left, 3);
        return left == 5 ? 3 : Math.Min(left, 4);
    }

    /// <summary>More panels than are computed together. On odd steps from the last to the first, so that the way back finds in the cache what the way there read last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Many<T, TRegion, G>(RowProduct<T>* call, RowRegion<T>* region, int firstPanel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
        where G : unmanaged
    {
        for (int left = call->Panels, panels; left > 0; left -= panels)
        {
            panels = Next<G>(left);
            var first = call->IsTurned ? left - panels : call->Panels - left;
            if (panels == 4 && typeof(G) != typeof(Four))
                Panels<T, NoRegion<T>, Four, G>(call, null, first);
            else if (panels == 3)
                Panels<T, NoRegion<T>, Three, G>(call, null, first);
            else if (panels == 2)
                Panels<T, NoRegion<T>, Two, G>(call, null, first);
            else
                Panels<T, NoRegion<T>, One, G>(call, null, first);
        }

        Follow<T, TRegion>(region);
    }

    /// <summary>A body alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NoPanels<T, TRegion>(RowProduct<T>* call, RowRegion<T>* region, int firstPanel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T> => Follow<T, TRegion>(region);

    /// <summary>The body that follows a product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Follow<T, TRegion>(RowRegion<T>* region)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        if (typeof(TRegion) == typeof(NoRegion<T>))
            return;
        var tile = new Tile<T, SingleRow>(region);
        Body.Apply<T, TRegion, SingleRow>(ref tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panels<T, TRegion, P, G>(RowProduct<T>* call, RowRegion<T>* region, int firstPanel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
        where P : unmanaged
        where G : unmanaged
    {
        Vector<T> a00 = default, a01 = default, a02 = default, a03 = default;
        Vector<T> a10 = default, a11 = default, a12 = default, a13 = default;
        Vector<T> a20 = default, a21 = default, a22 = default, a23 = default;
        Vector<T> a30 = default, a31 = default, a32 = default, a33 = default;
        T* c0 = call->Target + (firstPanel * call->TargetPanel), c1 = c0 + call->TargetPanel, c2 = c1 + call->TargetPanel, c3 = c2 + call->TargetPanel;
        var factors = call->First.Inputs > 0 ? &call->First : &call->Second;
        if (factors->Accumulated != 0)
        {
            Start<T, P>(factors->Accumulated & 1, factors->Gate0, c0, c1, c2, c3, ref a00, ref a10, ref a20, ref a30);
            if (typeof(G) != typeof(One))
                Start<T, P>(factors->Accumulated & 2, factors->Gate1, c0, c1, c2, c3, ref a01, ref a11, ref a21, ref a31);
            if (typeof(G) == typeof(Three) || typeof(G) == typeof(Four))
                Start<T, P>(factors->Accumulated & 4, factors->Gate2, c0, c1, c2, c3, ref a02, ref a12, ref a22, ref a32);
            if (typeof(G) == typeof(Four))
                Start<T, P>(factors->Accumulated & 8, factors->Gate3, c0, c1, c2, c3, ref a03, ref a13, ref a23, ref a33);
        }

        while (true)
        {
            T* a = factors->Left, end = a + factors->Inputs, b0 = factors->Pack + (firstPanel * factors->PackPanel), b1 = b0 + factors->PackPanel, b2 = b1 + factors->PackPanel, b3 = b2 + factors->PackPanel;
            var step = factors->PackStep;
            if (typeof(P) == typeof(One))
            {
                // A panel alone would wait for its own sums: it has two of each, of even and of odd k.
                for (; a < end - 1; a += 2, b0 += 2 * step)
                {
                    Multiply<T, G>(new Vector<T>(a[0]), b0, ref a00, ref a01, ref a02, ref a03);
                    Multiply<T, G>(new Vector<T>(a[1]), b0 + step, ref a10, ref a11, ref a12, ref a13);
                }

                if (a < end)
                    Multiply<T, G>(new Vector<T>(a[0]), b0, ref a00, ref a01, ref a02, ref a03);
            }
            else
            {
                for (; a < end; a++, b0 += step, b1 += step, b2 += step, b3 += step)
                {
                    var k = new Vector<T>(*a);
                    Multiply<T, G>(k, b0, ref a00, ref a01, ref a02, ref a03);
                    Multiply<T, G>(k, b1, ref a10, ref a11, ref a12, ref a13);
                    if (typeof(P) == typeof(Three) || typeof(P) == typeof(Four))
                        Multiply<T, G>(k, b2, ref a20, ref a21, ref a22, ref a23);
                    if (typeof(P) == typeof(Four))
                        Multiply<T, G>(k, b3, ref a30, ref a31, ref a32, ref a33);
                }
            }

            if (factors == &call->Second)
                break;
            if (call->Continued != (1 << Number.Of<G>()) - 1)
            {
                Turn<T, P>(call, 1, call->First.Gate0, call->Second.Gate0, c0, c1, c2, c3, ref a00, ref a10, ref a20, ref a30);
                if (typeof(G) != typeof(One))
                    Turn<T, P>(call, 2, call->First.Gate1, call->Second.Gate1, c0, c1, c2, c3, ref a01, ref a11, ref a21, ref a31);
                if (typeof(G) == typeof(Three) || typeof(G) == typeof(Four))
                    Turn<T, P>(call, 4, call->First.Gate2, call->Second.Gate2, c0, c1, c2, c3, ref a02, ref a12, ref a22, ref a32);
                if (typeof(G) == typeof(Four))
                    Turn<T, P>(call, 8, call->First.Gate3, call->Second.Gate3, c0, c1, c2, c3, ref a03, ref a13, ref a23, ref a33);
            }

            factors = &call->Second;
        }

        if (typeof(P) == typeof(One))
        {
            a00 += a10;
            a01 += a11;
            a02 += a12;
            a03 += a13;
        }

        Store<T, P>(call->Second.Gate0, c0, c1, c2, c3, a00, a10, a20, a30);
        if (typeof(G) != typeof(One))
            Store<T, P>(call->Second.Gate1, c0, c1, c2, c3, a01, a11, a21, a31);
        if (typeof(G) == typeof(Three) || typeof(G) == typeof(Four))
            Store<T, P>(call->Second.Gate2, c0, c1, c2, c3, a02, a12, a22, a32);
        if (typeof(G) == typeof(Four))
            Store<T, P>(call->Second.Gate3, c0, c1, c2, c3, a03, a13, a23, a33);

        Follow<T, TRegion>(region);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<T, P>(int accumulated, nint gate, T* c0, T* c1, T* c2, T* c3, ref Vector<T> a0, ref Vector<T> a1, ref Vector<T> a2, ref Vector<T> a3)
        where T : unmanaged
    {
        if (accumulated == 0)
            return;
        a0 = Vector.Load(c0 + gate);
        if (typeof(P) != typeof(One))
            a1 = Vector.Load(c1 + gate);
        if (typeof(P) == typeof(Three) || typeof(P) == typeof(Four))
            a2 = Vector.Load(c2 + gate);
        if (typeof(P) == typeof(Four))
            a3 = Vector.Load(c3 + gate);
    }

    /// <summary>Between two products: where a gate's sums don't go on, the first product's are stored, and the second one's start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<T, P>(RowProduct<T>* call, int gate, nint from, nint to, T* c0, T* c1, T* c2, T* c3, ref Vector<T> a0, ref Vector<T> a1, ref Vector<T> a2, ref Vector<T> a3)
        where T : unmanaged
    {
        if ((call->Continued & gate) != 0)
            return;
        if (typeof(P) == typeof(One))
            a0 += a1;
        Store<T, P>(from, c0, c1, c2, c3, a0, a1, a2, a3);
        (a0, a1, a2, a3) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        Start<T, P>(call->Second.Accumulated & gate, to, c0, c1, c2, c3, ref a0, ref a1, ref a2, ref a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<T, G>(Vector<T> k, T* b, ref Vector<T> a0, ref Vector<T> a1, ref Vector<T> a2, ref Vector<T> a3)
        where T : unmanaged
    {
        a0 = MultiplyAdd.Estimate(k, Vector.Load(b), a0);
        if (typeof(G) != typeof(One))
            a1 = MultiplyAdd.Estimate(k, Vector.Load(b + Vector<T>.Count), a1);
        if (typeof(G) == typeof(Three) || typeof(G) == typeof(Four))
            a2 = MultiplyAdd.Estimate(k, Vector.Load(b + (2 * Vector<T>.Count)), a2);
        if (typeof(G) == typeof(Four))
            a3 = MultiplyAdd.Estimate(k, Vector.Load(b + (3 * Vector<T>.Count)), a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, P>(nint gate, T* c0, T* c1, T* c2, T* c3, Vector<T> a0, Vector<T> a1, Vector<T> a2, Vector<T> a3)
        where T : unmanaged
    {
        a0.Store(c0 + gate);
        if (typeof(P) != typeof(One))
            a1.Store(c1 + gate);
        if (typeof(P) == typeof(Three) || typeof(P) == typeof(Four))
            a2.Store(c2 + gate);
        if (typeof(P) == typeof(Four))
            a3.Store(c3 + gate);
    }

    /// <summary>In the place of a body: no body.</summary>
    public readonly struct NoRegion<T> : IRegion<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <inheritdoc/>
        public static void Apply<TRows>(ref Tile<T, TRows> tile)
            where TRows : struct, IRowCount
        {
        }

        /// <inheritdoc/>
        public static void Hold(ref Tile<T, SeveralRows> tile)
        {
        }
    }
}
