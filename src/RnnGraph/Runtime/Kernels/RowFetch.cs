using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Has rows that will be read soon brought nearer.</summary>
internal static unsafe class RowFetch
{
    private const int LineBytes = 64;

    /// <summary>Starts to fetch values that lie behind one another into the second-level cache. Nothing waits for them; where .NET has no instruction for it nothing happens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Start<T>(T* values, nint count)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        for (byte* line = (byte*)values, end = (byte*)(values + count); line < end; line += LineBytes)
            Sse.Prefetch1(line);
    }
}
