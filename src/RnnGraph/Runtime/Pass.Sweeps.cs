using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <content>Sweeps.</content>
public unsafe ref partial struct Pass<T>
{
    /// <summary>Whether this run computes losses.</summary>
    public readonly bool RunsLoss => _workspace.RunsLoss;

    /// <summary>
    /// Narrows <see cref="Begin"/> and <see cref="End"/> to the next block of steps, for calls that work on each row by itself: what one wrote of the block, the next still finds in
    /// the cache. After the last block they are as before, and the answer is no. Blocks go upwards, so that sums over steps are added in the same order, whatever their size.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Sweep(int sweep) => End - Begin == 1 && _blockSteps == 0 ? (_isSwept = !_isSwept) : NextBlock(sweep);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool NextBlock(int sweep)
    {
        if (_blockSteps == 0)
        {
            if (Begin == End)
                return false;
            (_sweepBegin, _sweepEnd) = (Begin, End);
            var rows = _workspace.SweepRows > 0 ? _workspace.SweepRows : _tables.Sweeps[sweep].Rows;
            _blockSteps = SweepTable.BlockSteps(End - Begin, _endRow - _firstRow, rows);
            End = Begin;
        }

        if (End == _sweepEnd)
        {
            Begin = _sweepBegin;
            _blockSteps = 0;
            return false;
        }

        (Begin, End) = (End, Math.Min(_sweepEnd, End + _blockSteps));
        return true;
    }
}
