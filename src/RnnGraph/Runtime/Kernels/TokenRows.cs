using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Products with one-hot rows, given as the index of the one: gathers of weights, and scatters of their gradients.</summary>
internal static unsafe class TokenRows
{
    /// <summary>From one panel of a product's pack to the next.</summary>
    public static nint PackPanel<T>(ProductTable table)
        where T : unmanaged => (nint)table.Pack.Inputs * table.Gates.Length * Vector<T>.Count;

    /// <summary>target[row, panel, gate] (+)= pack[panel, token of the row, gate] for panels <paramref name="firstPanel"/> to <paramref name="endPanel"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(
        ProductTable table, T* pack, nint packPanel, int* tokens, T* target, nint targetRow, nint targetPanel, int rows, int firstPanel, int endPanel)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var perInput = (nint)table.Gates.Length * lanes;
        for (var panel = firstPanel; panel < endPanel; panel++)
        {
            for (var gate = 0; gate < table.Gates.Length; gate++)
            {
                var from = pack + (panel * packPanel) + (gate * lanes);
                var to = target + (panel * targetPanel) + (table.Gates[gate] * lanes);
                if (table.Accumulate)
                {
                    for (var row = 0; row < rows; row++, to += targetRow)
                        (Vector.Load(to) + Vector.Load(from + (tokens[row] * perInput))).Store(to);
                }
                else
                {
                    for (var row = 0; row < rows; row++, to += targetRow)
                        Vector.Load(from + (tokens[row] * perInput)).Store(to);
                }
            }
        }
    }

    /// <summary>gradient[panel, token of the row, gate] += delta[row, panel, gate], rows in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(
        ProductTable table, T* gradient, nint gradientPanel, int* tokens, T* delta, nint deltaRow, nint deltaPanel, int rows, int firstPanel, int endPanel)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var perInput = (nint)table.Gates.Length * lanes;
        for (var panel = firstPanel; panel < endPanel; panel++)
        {
            for (var gate = 0; gate < table.Gates.Length; gate++)
            {
                var to = gradient + (panel * gradientPanel) + (gate * lanes);
                var from = delta + (panel * deltaPanel) + (table.Gates[gate] * lanes);
                for (var row = 0; row < rows; row++, from += deltaRow)
                {
                    var sum = to + (tokens[row] * perInput);
                    (Vector.Load(sum) + Vector.Load(from)).Store(sum);
                }
            }
        }
    }
}
