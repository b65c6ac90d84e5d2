using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <content>A streaming step of a single row: every address is known, and nobody else is to be waited for.</content>
public unsafe ref partial struct Pass<T>
{
    /// <summary>A step by the tables of a state.</summary>
    internal Pass(RowPlan<T> row, RowPlan<T>.Turn* turn)
        : this(row.Workspace, 0, turn->IsTurned ? 1 : 0, turn->IsTurned ? 2 : 1, 0, 1)
    {
        _row = row;
        _turn = turn;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void ProjectRow(int product)
    {
        ref var calls = ref _turn->Products[product];
        for (var i = 0; i < calls.Count; i++)
            RowKernel.Run(calls.First + i, _turn->IsTurned);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void ProjectRowAndApply<TRegion>(int product, int region)
        where TRegion : struct, IRegion<T>
    {
        ref var calls = ref _turn->Products[product];
        var last = calls.First + calls.Count - 1;
        for (var call = calls.First; call < last; call++)
            RowKernel.Run(call, _turn->IsTurned);
        RowKernel.Run<T, TRegion>(last, _turn->Regions + region, _turn->IsTurned);
    }
}
