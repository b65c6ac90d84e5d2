using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGraph.Runtime.Kernels;

/// <summary>The vector registers of the processor.</summary>
internal static class Registers
{
    /// <summary>Whether there are 32; otherwise there are 16.</summary>
    public static bool Are32 => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported;
}
