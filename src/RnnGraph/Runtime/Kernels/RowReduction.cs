using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Features of a row to one value.</summary>
internal static unsafe class RowReduction
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ReductionKind kind, T* source, nint sourceRow, nint sourcePanel, int features, T* target, nint targetRow, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var panels = Panel<T>.Count(features);
        var mask = Panel<T>.LastMask(features);
        var neutral = new Vector<T>(kind == ReductionKind.Max ? T.NegativeInfinity : T.Zero);
        for (var row = 0; row < rows; row++, source += sourceRow, target += targetRow)
        {
            var all = neutral;
            for (var panel = 0; panel < panels; panel++)
            {
                var values = Vector.Load(source + (panel * sourcePanel));
                if (panel == panels - 1)
                    values = Vector.ConditionalSelect(mask, values, neutral);
                all = kind == ReductionKind.Max ? Vector.Max(all, values) : all + values;
            }

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
}
