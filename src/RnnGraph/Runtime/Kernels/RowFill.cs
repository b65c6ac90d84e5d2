using System.Numerics;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Sets and copies rows.</summary>
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

    /// <summary>Sets the features of some rows to a number, and what pads them to 0.</summary>
    public static void Fill<T>(T* target, nint rowStride, nint panelStride, int rows, int features, T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var panels = Panel<T>.Count(features);
        for (var panel = 0; panel < panels; panel++)
        {
            var values = panel == panels - 1 ? Vector.BitwiseAnd(new Vector<T>(value), Panel<T>.LastMask(features)) : new Vector<T>(value);
            for (var row = 0; row < rows; row++)
                values.Store(target + (panel * panelStride) + (row * rowStride));
        }
    }

    /// <summary>Copies one gate of some rows and panels.</summary>
    public static void Copy<T>(T* source, nint sourceRow, nint sourcePanel, T* target, nint targetRow, nint targetPanel, int rows, int panels)
        where T : unmanaged
    {
        for (var panel = 0; panel < panels; panel++)
        {
            for (var row = 0; row < rows; row++)
                Vector.Load(source + (panel * sourcePanel) + (row * sourceRow)).Store(target + (panel * targetPanel) + (row * targetRow));
        }
    }
}
