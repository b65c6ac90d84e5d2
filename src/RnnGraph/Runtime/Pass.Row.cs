using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <content>A streaming step of a single row: the driver's calls are listed, and run from the list.</content>
public unsafe ref partial struct Pass<T>
{
    /// <summary>A step by the tables of a state.</summary>
    internal Pass(RowPlan<T> row, RowStep<T>* step)
        : this(row.Workspace, 0, step->IsTurned ? 1 : 0, step->IsTurned ? 2 : 1, 0, 1) => _row = step;

    /// <summary>What follows is run at once: what is listed must be run before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void LeaveList()
    {
        if (_row != null)
            _row->Interrupt();
    }

    /// <summary>What is listed hangs on the step's number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void VaryList()
    {
        if (_row != null)
            _row->Vary();
    }
}
