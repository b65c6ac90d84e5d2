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
                if (table.IsFresh[gate])
                    RowFill.Clear(target + (panel * targetPanel) + (table.Gates[gate] * lanes), targetRow, 0, rows, 1);
            }

            // Gates that lie side by side in both are one stretch of memory, and a row's cache lines are touched once.
            foreach (var run in table.Runs)
            {
                var from = pack + (panel * packPanel) + (run.PackGate * lanes);
                var to = target + (panel * targetPanel) + (run.SlotGate * lanes);
                var width = run.Count * lanes;
                for (var row = 0; row < rows; row++, to += targetRow)
                {
                    var own = from + (tokens[row] * perInput);
                    if (table.Accumulate)
                    {
                        for (var at = 0; at < width; at += lanes)
                            (Vector.Load(to + at) + Vector.Load(own + at)).Store(to + at);
                    }
                    else
                    {
                        for (var at = 0; at < width; at += lanes)
                            Vector.Load(own + at).Store(to + at);
                    }
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
            foreach (var run in table.Runs)
            {
                var to = gradient + (panel * gradientPanel) + (run.PackGate * lanes);
                var from = delta + (panel * deltaPanel) + (run.SlotGate * lanes);
                var width = run.Count * lanes;
                for (var row = 0; row < rows; row++, from += deltaRow)
                {
                    var sum = to + (tokens[row] * perInput);
                    for (var at = 0; at < width; at += lanes)
                        (Vector.Load(sum + at) + Vector.Load(from + at)).Store(sum + at);
                }
            }
        }
    }
}
