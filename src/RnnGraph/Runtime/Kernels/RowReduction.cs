using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Features of a row to one value.</summary>
internal static unsafe class RowReduction
{
    /// <summary>Rows taken together: each addition waits for the one before in its row, and rows lie side by side in a panel.</summary>
    private const int Rows = 4;

    public static void Run<T>(ReductionKind kind, T* source, nint sourceRow, nint sourcePanel, int features, T* target, nint targetRow, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var row = 0;
        for (; row + Rows <= rows; row += Rows, source += Rows * sourceRow, target += Rows * targetRow)
            Several(kind, source, sourceRow, sourcePanel, features, target, targetRow);
        for (; row < rows; row++, source += sourceRow, target += targetRow)
            One(kind, source, sourcePanel, features, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Several<T>(ReductionKind kind, T* source, nint sourceRow, nint sourcePanel, int features, T* target, nint targetRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var last = Panel<T>.Count(features) - 1;
        var mask = Panel<T>.LastMask(features);
        var neutral = Neutral<T>(kind);
        Vector<T> all0 = neutral, all1 = neutral, all2 = neutral, all3 = neutral;
        for (var panel = 0; panel < last; panel++, source += sourcePanel)
        {
            all0 = Join(kind, all0, Vector.Load(source));
            all1 = Join(kind, all1, Vector.Load(source + sourceRow));
            all2 = Join(kind, all2, Vector.Load(source + (2 * sourceRow)));
            all3 = Join(kind, all3, Vector.Load(source + (3 * sourceRow)));
        }

        all0 = Join(kind, all0, Vector.ConditionalSelect(mask, Vector.Load(source), neutral));
        all1 = Join(kind, all1, Vector.ConditionalSelect(mask, Vector.Load(source + sourceRow), neutral));
        all2 = Join(kind, all2, Vector.ConditionalSelect(mask, Vector.Load(source + (2 * sourceRow)), neutral));
        all3 = Join(kind, all3, Vector.ConditionalSelect(mask, Vector.Load(source + (3 * sourceRow)), neutral));
        Finish(kind, all0, features, target);
        Finish(kind, all1, features, target + targetRow);
        Finish(kind, all2, features, target + (2 * targetRow));
        Finish(kind, all3, features, target + (3 * targetRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<T>(ReductionKind kind, T* source, nint sourcePanel, int features, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var last = Panel<T>.Count(features) - 1;
        var neutral = Neutral<T>(kind);
        var all = neutral;
        for (var panel = 0; panel < last; panel++, source += sourcePanel)
            all = Join(kind, all, Vector.Load(source));
        Finish(kind, Join(kind, all, Vector.ConditionalSelect(Panel<T>.LastMask(features), Vector.Load(source), neutral)), features, target);
    }

    private static Vector<T> Neutral<T>(ReductionKind kind)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(kind == ReductionKind.Max ? T.NegativeInfinity : T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Join<T>(ReductionKind kind, Vector<T> all, Vector<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind == ReductionKind.Max ? Vector.Max(all, values) : all + values;

    /// <summary>The lanes to one value; the others become 0.</summary>
    private static void Finish<T>(ReductionKind kind, Vector<T> all, int features, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = kind == ReductionKind.Max ? all[0] : Vector.Sum(all);
        if (kind == ReductionKind.Max)
        {
            for (var lane = 1; lane < Vector<T>.Count; lane++)
                result = T.Max(result, all[lane]);
        }
        else if (kind == ReductionKind.Mean)
        {
            result /= T.CreateTruncating(features);
        }

        Vector<T>.Zero.WithElement(0, result).Store(target);
    }
}
