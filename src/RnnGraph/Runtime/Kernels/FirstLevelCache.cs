using System.Runtime.Intrinsics.X86;

namespace RnnGraph.Runtime.Kernels;

/// <summary>The first-level data cache of the processor that this runs on: what is to stay there while something else goes by must leave room for that.</summary>
internal static class FirstLevelCache
{
    private const int Usual = 32 * 1024;
    private const int Largest = 128 * 1024;

    /// <summary>Its size; what most processors have where this one doesn't tell.</summary>
    public static int Bytes { get; } = Read() is var told and >= Usual and <= Largest ? told : Usual;

    private static int Read()
    {
        if (!X86Base.IsSupported)
            return 0;

        // AMD: leaf 80000005, kibibytes in the upper byte of ecx (AMD64 Architecture Programmer's Manual, volume 3, appendix E).
        var (highest, _, _, _) = X86Base.CpuId(unchecked((int)0x80000000), 0);
        if ((uint)highest >= 0x80000005 && X86Base.CpuId(unchecked((int)0x80000005), 0).Ecx is var amd and not 0)
            return (int)((uint)amd >> 24) * 1024;

        // Intel: leaf 4, whose first part is this cache: (ways + 1)·(partitions + 1)·(line + 1)·(sets + 1) (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, CPUID).
        if (X86Base.CpuId(0, 0).Eax < 4)
            return 0;
        var (_, ebx, ecx, _) = X86Base.CpuId(4, 0);
        return (int)((((uint)ebx >> 22) + 1) * ((((uint)ebx >> 12) & 0x3FF) + 1) * (((uint)ebx & 0xFFF) + 1) * ((uint)ecx + 1));
    }
}
