using System.Numerics;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Sets values to 0.</summary>
internal static unsafe class RowFill
{
    /// <summary>Sets one gate of some rows and panels to 0.</summary>
    public static void Clear<T>(T* target, nint rowStride, nint panelStride, int rows, int panels)
        where T : unmanaged
    {
        for (var panel = 0; panel < panels; panel++)
        {
            for (var row = 0; row < rows; row++)
                Vector<T>.Zero.Store(target + (panel * panelStride) + (row * rowStride));
        }
    }
}
