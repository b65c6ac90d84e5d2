using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// A single row times a pack, up to three panels of up to four gates at a time: twelve sums in flight hide the multiply-adds' latency and fit sixteen registers.
/// Sums run over k in order, as in <see cref="RegisterTile"/>, and have the same bits, unless there is but one panel.
/// </summary>
/// <remarks>
/// The body that follows a product stands in the same method: the JIT inlines into a method in proportion to that method's own size, and with less of it calls would
/// remain in the middle of a body.
/// </remarks>
internal static unsafe class RowKernel
{
    private const int MostPanels = 3;

    /// <summary>Runs a product; on odd steps from the last panel to the first, so that the way back finds in the cache what the way there read last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(RowProduct<T>* call, bool turned)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (call->Panels <= MostPanels)
            Run<T, NoRegion<T>>(call, 0, call->Panels, null);
        else
            RunMany(call, turned);
    }

    /// <summary>Runs a product and the body that follows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TRegion>(RowProduct<T>* call, RowRegion<T>* region, bool turned)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        if (call->Panels <= MostPanels)
        {
            Run<T, TRegion>(call, 0, call->Panels, region);
        }
        else
        {
            RunMany(call, turned);
            Panels<T, TRegion, None, One>(null, 0, region);
        }
    }

    /// <summary>Runs a body.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TRegion>(RowRegion<T>* region)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T> => Panels<T, TRegion, None, One>(null, 0, region);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunMany<T>(RowProduct<T>* call, bool turned)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var done = 0; done < call->Panels;)
        {
            // Four panels of four gates are two and two: the last one alone would wait for its own sums.
            var left = call->Panels - done;
            var panels = left == 4 && call->Gates == RowProduct<T>.MaxGates ? 2 : Math.Min(left, MostPanels);
            Run<T, NoRegion<T>>(call, turned ? left - panels : done, panels, null);
            done += panels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T, TRegion>(RowProduct<T>* call, int first, int panels, RowRegion<T>* region)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        switch (call->Gates)
        {
            case 4:
                Run<T, TRegion, Four>(call, first, panels, region);
                break;
            case 3:
                Run<T, TRegion, Three>(call, first, panels, region);
                break;
            case 2:
                Run<T, TRegion, Two>(call, first, panels, region);
                break;
            default:
                Run<T, TRegion, One>(call, first, panels, region);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T, TRegion, G>(RowProduct<T>* call, int first, int panels, RowRegion<T>* region)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
        where G : unmanaged
    {
        if (panels == 3)
            Panels<T, TRegion, Three, G>(call, first, region);
        else if (panels == 2)
            Panels<T, TRegion, Two, G>(call, first, region);
        else
            Panels<T, TRegion, One, G>(call, first, region);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panels<T, TRegion, P, G>(RowProduct<T>* call, int first, RowRegion<T>* region)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
        where P : unmanaged
        where G : unmanaged
    {
        if (typeof(P) != typeof(None))
        {
            Vector<T> a00 = default, a01 = default, a02 = default, a03 = default;
            Vector<T> a10 = default, a11 = default, a12 = default, a13 = default;
            Vector<T> a20 = default, a21 = default, a22 = default, a23 = default;
            T* c0 = call->Target + (first * call->TargetPanel), c1 = c0 + call->TargetPanel, c2 = c1 + call->TargetPanel;
            Start<T, P>(call->Accumulated & 1, call->Gate0, c0, c1, c2, ref a00, ref a10, ref a20);
            if (typeof(G) != typeof(One))
                Start<T, P>(call->Accumulated & 2, call->Gate1, c0, c1, c2, ref a01, ref a11, ref a21);
            if (typeof(G) == typeof(Three) || typeof(G) == typeof(Four))
                Start<T, P>(call->Accumulated & 4, call->Gate2, c0, c1, c2, ref a02, ref a12, ref a22);
            if (typeof(G) == typeof(Four))
                Start<T, P>(call->Accumulated & 8, call->Gate3, c0, c1, c2, ref a03, ref a13, ref a23);

            T* a = call->Left, end = a + call->Inputs, b0 = call->Pack + (first * call->PackPanel), b1 = b0 + call->PackPanel, b2 = b1 + call->PackPanel;
            var step = call->PackStep;
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
                a00 += a10;
                a01 += a11;
                a02 += a12;
                a03 += a13;
            }
            else
            {
                for (; a < end; a++, b0 += step, b1 += step, b2 += step)
                {
                    var k = new Vector<T>(*a);
                    Multiply<T, G>(k, b0, ref a00, ref a01, ref a02, ref a03);
                    Multiply<T, G>(k, b1, ref a10, ref a11, ref a12, ref a13);
                    if (typeof(P) == typeof(Three))
                        Multiply<T, G>(k, b2, ref a20, ref a21, ref a22, ref a23);
                }
            }

            Store<T, P>(call->Gate0, c0, c1, c2, a00, a10, a20);
            if (typeof(G) != typeof(One))
                Store<T, P>(call->Gate1, c0, c1, c2, a01, a11, a21);
            if (typeof(G) == typeof(Three) || typeof(G) == typeof(Four))
                Store<T, P>(call->Gate2, c0, c1, c2, a02, a12, a22);
            if (typeof(G) == typeof(Four))
                Store<T, P>(call->Gate3, c0, c1, c2, a03, a13, a23);
        }

        if (typeof(TRegion) == typeof(NoRegion<T>))
            return;
        var operands = region->Operands;
        for (var left = region->Panels; left > 0; left--)
        {
            var tile = new Tile<T>(operands, left == 1 ? region->LastMask : Vector<T>.AllBitsSet, totals: 0);
            TRegion.Apply(in tile, 0);
            operands += region->Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<T, P>(int accumulated, nint gate, T* c0, T* c1, T* c2, ref Vector<T> a0, ref Vector<T> a1, ref Vector<T> a2)
        where T : unmanaged
    {
        if (accumulated == 0)
            return;
        a0 = Vector.Load(c0 + gate);
        if (typeof(P) != typeof(One))
            a1 = Vector.Load(c1 + gate);
        if (typeof(P) == typeof(Three))
            a2 = Vector.Load(c2 + gate);
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
    private static void Store<T, P>(nint gate, T* c0, T* c1, T* c2, Vector<T> a0, Vector<T> a1, Vector<T> a2)
        where T : unmanaged
    {
        a0.Store(c0 + gate);
        if (typeof(P) != typeof(One))
            a1.Store(c1 + gate);
        if (typeof(P) == typeof(Three))
            a2.Store(c2 + gate);
    }

    /// <summary>In the place of a product's panels: no product.</summary>
    private readonly struct None;

    /// <summary>In the place of a body: no body.</summary>
    private readonly struct NoRegion<T> : IRegion<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <inheritdoc/>
        public static void Apply(in Tile<T> tile, int row)
        {
        }

        /// <inheritdoc/>
        public static void Hold(in Tile<T> tile, int row)
        {
        }
    }
}
