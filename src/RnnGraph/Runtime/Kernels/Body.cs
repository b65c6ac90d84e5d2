using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// Calls elementwise bodies with an aligned stack. A body keeps what it has no registers for in slots of its stack that the JIT aligns to a register's size, but from its caller's stack on,
/// which is aligned to 16 bytes alone: every second process, by the address that its stack happened to have, would find these slots across cache lines, and an LSTM run a tenth slower.
/// </summary>
internal static unsafe class Body
{
    private const int Alignment = 32;

    /// <summary>Computes a tile's rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<T, TRegion, TRows>(ref Tile<T, TRows> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
        where TRows : struct, IRowCount
    {
        // Of constant sizes beyond 32 bytes, and written to: of smaller ones the JIT makes locals, which leave the stack where it is, and what isn't used it leaves out.
        var stack = stackalloc byte[2 * Alignment];
        if (((nint)stack & (Alignment - 1)) != 0)
        {
            var aligned = stackalloc byte[Alignment + (Alignment / 2)];
            *aligned = 0;
        }

        TRegion.Apply(ref tile);
    }

    /// <summary>Computes a tile's rows, or, beyond their lengths, carries them on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TRegion>(ref Tile<T, SeveralRows> tile, bool isWithin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        if (isWithin)
        {
            Apply<T, TRegion, SeveralRows>(ref tile);
            return;
        }

        // What has nothing to carry on leaves the operands where they are.
        for (TRegion.Hold(ref tile); tile.HasPanel;)
            tile.NextPanel();
    }
}
