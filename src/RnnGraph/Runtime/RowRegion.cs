using System.Numerics;

namespace RnnGraph.Runtime;

/// <summary>An elementwise body over a single row, every address known.</summary>
internal unsafe struct RowRegion<T>
    where T : unmanaged
{
    /// <summary>Where the operands lie, panel by panel.</summary>
    public OperandList<T> Operands;

    /// <summary>The length of a panel's list.</summary>
    public int Length;

    /// <summary>Panels.</summary>
    public int Panels;

    /// <summary>The lanes of the last panel that hold features.</summary>
    public Vector<T> LastMask;
}
